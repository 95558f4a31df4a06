package dev.belay.examples.production;

import dev.belay.examples.production.observation.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Python with the packages of an example, made once for this machine and these packages. */
public final class PythonEnvironment {
    private static final String NEEDED = """
            Python 3.10 or newer with its module venv is needed. Install it:
              Debian, Ubuntu:  sudo apt-get install python3 python3-venv
              Fedora, RHEL:    sudo dnf install python3
              macOS:           brew install python@3.12""";

    private final Path requirements;
    private final Path home;

    public PythonEnvironment(Example example) {
        this.requirements = example.requirements();
        this.home = caches().resolve("example-" + example.name() + "-" + digest(requirements));
    }

    public Path home() {
        return home;
    }

    /** Makes it unless it is there; two at once wait for each other. */
    public void make(Consumer<String> note) {
        try {
            Files.createDirectories(home.getParent());
            try (FileChannel channel = FileChannel.open(
                            Path.of(home + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(ready())) {
                    note.accept(
                            "Its Python packages are being installed into %s, once for this machine".formatted(home));
                    install();
                }
            }
        } catch (IOException failure) {
            throw new ProductionFailed("%s cannot be made: %s".formatted(home, failure.getMessage()), failure);
        }
    }

    private void install() throws IOException {
        requirePython();
        run(List.of("python3", "-m", "venv", "--clear", home.toString()));
        run(List.of(
                home.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                requirements.toString()));
        Files.createFile(ready());
    }

    private static void requirePython() {
        try {
            run(List.of(
                    "python3", "-c", "import ensurepip, sys, venv; assert sys.version_info >= (3, 10), sys.version"));
        } catch (ProductionFailed absent) {
            throw new ProductionFailed(NEEDED + "\n" + absent.getMessage(), absent);
        }
    }

    private static void run(List<String> command) {
        new ProgramCall(Path.of("/"), java.util.Map.of(), command).output();
    }

    private Path ready() {
        return home.resolve("ready");
    }

    private static Path caches() {
        return Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .orElse(System.getProperty("user.home") + "/.cache"))
                .resolve("belay");
    }

    private static String digest(Path requirements) {
        try {
            return Digest.of(Files.readString(requirements)).substring(0, 12);
        } catch (IOException unreadable) {
            throw new ProductionFailed(requirements + " cannot be read", unreadable);
        }
    }
}
