package dev.belay.migration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Python with Django and Alembic, made once per machine; tests that need it are skipped where it cannot be made. */
final class PythonTools {
    private static final List<String> REQUIREMENTS =
            List.of("Django==5.2.8", "alembic==1.16.5", "SQLAlchemy==2.0.44", "psycopg[binary]==3.2.12");
    private static final Optional<Path> PYTHON = make();

    private PythonTools() {}

    /** The interpreter; empty where there is no Python, or its packages cannot be had. */
    static Optional<Path> python() {
        return PYTHON;
    }

    private static Optional<Path> make() {
        try {
            Path caches = Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .orElse(System.getProperty("user.home") + "/.cache"));
            Path home = Files.createDirectories(caches.resolve("belay"))
                    .resolve("test-python-" + Integer.toHexString(REQUIREMENTS.hashCode()));
            Path python = home.resolve("bin/python");
            Path ready = home.resolve("ready");
            try (FileChannel channel = FileChannel.open(
                            Path.of(home + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!Files.exists(ready)) {
                    run(List.of("python3", "-m", "venv", "--clear", home.toString()));
                    List<String> install = new ArrayList<>(
                            List.of(python.toString(), "-m", "pip", "install", "-q", "--disable-pip-version-check"));
                    install.addAll(REQUIREMENTS);
                    run(install);
                    Files.createFile(ready);
                }
                return lock.isValid() ? Optional.of(python) : Optional.empty();
            }
        } catch (IOException | UncheckedIOException missing) {
            System.err.println("Tests on Django and Alembic are skipped: " + missing.getMessage());
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        File output = File.createTempFile("belay-python-", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        Files.delete(output.toPath());
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said.strip());
        }
    }
}
