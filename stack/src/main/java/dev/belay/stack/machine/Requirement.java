package dev.belay.stack.machine;

import dev.belay.embedded.machine.ProgramSearch;
import dev.belay.embedded.postgres.PostgresPrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Programs that must be on the machine, by the package that brings them. */
public enum Requirement {
    POSTGRESQL(
            "PostgreSQL",
            List.of("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore"),
            "sudo apt-get install postgresql",
            "sudo dnf install postgresql-server",
            "brew install postgresql@17"),
    GIT("The program git", List.of("git"), "sudo apt-get install git", "sudo dnf install git", "brew install git"),
    /** Ends processes as a group; perl does the same where it is missing. */
    SETSID(
            "The program setsid",
            List.of("setsid"),
            "sudo apt-get install util-linux",
            "sudo dnf install util-linux",
            "brew install perl"),
    TAR("The program tar", List.of("tar"), "sudo apt-get install tar", "sudo dnf install tar", "brew install gnu-tar"),
    JDK(
            "A JDK with its compiler",
            List.of("javac"),
            "sudo apt-get install openjdk-17-jdk-headless",
            "sudo dnf install java-17-openjdk-devel",
            "brew install openjdk@17");

    /** For the stack itself. */
    public static final Set<Requirement> OF_STACK = Set.of(POSTGRESQL, GIT, SETSID);

    private final String label;
    private final List<String> programs;
    private final String onDebian;
    private final String onFedora;
    private final String onMac;

    Requirement(String label, List<String> programs, String onDebian, String onFedora, String onMac) {
        this.label = label;
        this.programs = programs;
        this.onDebian = onDebian;
        this.onFedora = onFedora;
        this.onMac = onMac;
    }

    /** The programs of it that the machine lacks. */
    List<String> missing() {
        return switch (this) {
            case POSTGRESQL -> {
                PostgresPrograms found = PostgresPrograms.onThisMachine();
                yield programs.stream()
                        .filter(program -> found.find(program).isEmpty())
                        .toList();
            }
            case GIT, TAR -> programs.stream().filter(Requirement::isAbsent).toList();
            case SETSID -> isAbsent("setsid") && isAbsent("perl") ? programs : List.of();
            case JDK -> {
                Path ours = Path.of(System.getProperty("java.home"), "bin");
                yield programs.stream()
                        .filter(program -> !ProgramSearch.isProgram(ours.resolve(program)))
                        .toList();
            }
        };
    }

    private static boolean isAbsent(String program) {
        return ProgramSearch.onPath().find(program).isEmpty();
    }

    /** What is missing, and what installs it. */
    String help(List<String> missing) {
        return """
                %s is needed, and %s not found. Install it:
                  Debian, Ubuntu:  %s
                  Fedora, RHEL:    %s
                  macOS:           %s""".formatted(label, named(missing), onDebian, onFedora, onMac);
    }

    private static String named(List<String> programs) {
        return programs.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "))
                + (programs.size() == 1 ? " was" : " were");
    }
}
