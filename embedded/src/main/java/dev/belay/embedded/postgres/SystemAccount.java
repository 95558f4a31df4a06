package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.Command;
import dev.belay.embedded.machine.ProgramSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user that PostgreSQL runs as: ourselves, or where we are root, whom PostgreSQL refuses, the user "postgres". */
record SystemAccount(List<String> prefix, Optional<UserPrincipal> other) {
    private static final String NAME = "postgres";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<Path> SYSTEM_PROGRAMS =
            List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/bin"), Path.of("/sbin"));

    SystemAccount {
        prefix = List.copyOf(prefix);
    }

    static SystemAccount forThisProcess() {
        return System.getProperty("user.name").equals("root")
                ? new SystemAccount(switchingPrefix(), Optional.of(otherUser()))
                : new SystemAccount(List.of(), Optional.empty());
    }

    private static UserPrincipal otherUser() {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
        } catch (UserPrincipalNotFoundException e) {
            throw new IllegalStateException(
                    "PostgreSQL refuses to run as root, and there is no user \"%s\" to run it as. Run Belay as an ordinary user, or create that user: useradd --system %s"
                            .formatted(NAME, NAME),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> switchingPrefix() {
        ProgramSearch programs = new ProgramSearch(SYSTEM_PROGRAMS);
        Optional<List<String>> setpriv = programs.find("setpriv")
                .map(file -> List.of(file.toString(), "--reuid=" + NAME, "--regid=" + NAME, "--init-groups", "--"));
        return setpriv.or(() -> programs.find("runuser").map(file -> List.of(file.toString(), "-u", NAME, "--")))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "PostgreSQL refuses to run as root, and neither \"setpriv\" nor \"runuser\" was found to change the user. Install util-linux, or run Belay as an ordinary user."));
    }

    Command command(Duration limit, List<String> arguments) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return new Command(all, limit);
    }

    /** Whether this user can go into the directory, all its parents included. */
    boolean reaches(Path directory) {
        return other.isEmpty()
                || command(LIMIT, List.of("/bin/sh", "-c", "cd \"$1\"", "sh", directory.toString()))
                        .run()
                        .succeeded();
    }

    /** Hands the file or directory, alone and not what is in it, to this user. */
    void own(Path file) {
        other.ifPresent(user -> {
            try {
                Files.setOwner(file, user);
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be given to user \"%s\"".formatted(file, user), e);
            }
        });
    }
}
