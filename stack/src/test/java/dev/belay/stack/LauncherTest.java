package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of its own, with programs of our own in the place of Java and Maven. */
class LauncherTest {
    @TempDir
    private Path directory;

    private Path project;
    private Path launcher;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(directory.resolve("some project"));
        launcher = Files.copy(Path.of("..", "belay").toAbsolutePath().normalize(), project.resolve("belay"));
        write("stack/pom.xml", "<project/>");
        write("stack/src/main/java/Some.java", "class Some {}");
        program(
                "mvnw",
                "echo built >> '%s/builds'; mkdir -p stack/target; echo @lib@/a.jar:@lib@/b.jar > stack/target/classpath.txt"
                        .formatted(project));
        java("17.0.15");
    }

    @Test
    void isRightForAPlainShell() throws Exception {
        assertThat(run(Map.of(), "sh", "-n", launcher.toString()).status()).isZero();
    }

    @Test
    void buildsAtFirstUseOnly() throws Exception {
        Run first = belay("list");
        Run second = belay("list");

        assertThat(first.err()).isEqualTo("Building Belay (first use, takes some minutes)…\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void passesArgumentsOnAsTheyAreFromAnyDirectory() throws Exception {
        belay("list");

        Run run = belay("deploy", "my plan.yaml", "--param", "a=b c");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("[dev.belay.stack.Main][deploy][my plan.yaml][--param][a=b c]")
                .contains(project.toRealPath() + "/stack/target/lib/a.jar:");
    }

    @Test
    void isFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), launcher);

        assertThat(run(environment(), link.toString(), "list").status()).isZero();
    }

    @Test
    void buildsAnewWhenASourceHasChanged() throws Exception {
        belay("list");
        Path source = project.resolve("stack/src/main/java/Some.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(belay("list").err()).contains("because its sources have changed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void showsTheEndOfABuildThatFailedAndItsLog() throws Exception {
        program("mvnw", "echo some compiler error; exit 1");

        Run run = belay("list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("some compiler error").contains("build.log");
    }

    @Test
    void doesNotBuildWhereItMustNot() throws Exception {
        Run run = run(Map.of("JAVA_HOME", jdk().toString(), "BELAY_NO_BUILD", "1"), launcher.toString(), "list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("has not been built").contains("BELAY_NO_BUILD");
        assertThat(builds()).isZero();
    }

    @Test
    void namesAJavaThatIsTooOldAndHowToGetANewerOne() throws Exception {
        java("11.0.2");

        Run run = belay("list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("JDK 17 or newer")
                .contains("is version 11.0.2")
                .contains("apt-get install openjdk-17-jdk-headless")
                .contains("dnf install java-17-openjdk-devel")
                .contains("brew install openjdk@17");
    }

    @Test
    void takesAnEightForAnEight() throws Exception {
        java("1.8.0_392");

        assertThat(belay("list").err()).contains("is version 1.8.0_392");
    }

    @Test
    void saysWhereJavaHomeHoldsNoJava() throws Exception {
        Run run = run(Map.of("JAVA_HOME", directory.resolve("nowhere").toString()), launcher.toString(), "list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("JAVA_HOME is " + directory.resolve("nowhere"));
    }

    @Test
    void asksForACompilerToBuildWith() throws Exception {
        Files.delete(jdk().resolve("bin/javac"));

        assertThat(belay("list").err()).contains("a Java without a compiler");
    }

    private Run belay(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return run(environment(), command.toArray(String[]::new));
    }

    private Map<String, String> environment() {
        return Map.of("JAVA_HOME", jdk().toString());
    }

    private Run run(Map<String, String> environment, String... command) throws Exception {
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BELAY_") || name.equals("JAVA_HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private Path jdk() {
        return directory.resolve("jdk");
    }

    private void java(String version) throws IOException {
        String java = """
                case "$*" in
                    -version) echo 'openjdk version "%s" 2025-04-15' >&2 ;;
                    *-XshowSettings*) echo '    java.home = %s' >&2 ;;
                    *) printf '[%%s]' "$@"; echo ;;
                esac""".formatted(version, jdk());
        executable(jdk().resolve("bin/java"), java);
        executable(jdk().resolve("bin/javac"), "");
    }

    private int builds() throws IOException {
        Path builds = project.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private void program(String name, String body) throws IOException {
        executable(project.resolve(name), body);
    }

    private static void executable(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
