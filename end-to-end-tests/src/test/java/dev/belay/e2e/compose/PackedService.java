package dev.belay.e2e.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A service as it lies in its image: the layers of its jar, unpacked and copied as the Dockerfile says. */
record PackedService(Path application, List<String> entrypoint) {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    static PackedService unpack(ComposeService service, Dockerfile dockerfile, Path directory) {
        try {
            Path layers = Files.createDirectories(directory.resolve("layers"));
            Path application = Files.createDirectories(directory.resolve("application"));
            Dockerfile.Stage stage = dockerfile.find("layers").orElseThrow();
            Path jar = Project.file(service.module() + "/target/" + service.module() + "-boot.jar");
            if (Files.notExists(jar)) {
                throw new IllegalStateException(jar + " is not there; package the project: ./mvnw -DskipTests package");
            }
            Files.copy(jar, layers.resolve(stage.all("COPY").get(0).arguments().get(1)));
            run(stage.all("RUN").get(0).rest(), layers);
            dockerfile.instructions(service.buildTarget()).stream()
                    .filter(copy -> copy.word().equals("COPY"))
                    .filter(copy -> copy.option("from").filter("layers"::equals).isPresent())
                    .map(copy -> layers.resolve(copy.arguments().get(0).replace("/layers/", "")))
                    .forEach(layer -> copyTree(layer, application));
            return new PackedService(application, command(dockerfile.entrypoint(service.buildTarget())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> command(List<String> entrypoint) {
        return Stream.concat(
                        Stream.of(JAVA.resolve(entrypoint.get(0)).toString()),
                        entrypoint.stream().skip(1))
                .toList();
    }

    private static void run(String command, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(directory.toFile());
        builder.environment().merge("PATH", JAVA.toString(), (path, java) -> java + ":" + path);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("\"" + command + "\" failed: " + output);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void copyTree(Path source, Path target) {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All files of it, to see that it writes none there. */
    List<Path> files() {
        try (Stream<Path> files = Files.walk(application)) {
            return files.sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
