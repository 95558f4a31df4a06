package dev.belay.examples.production;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where everything of one laid-out system lies. */
public record SystemDirectory(Path root) {
    /** The path is written into YAML and shell scripts, none of which take these. */
    private static final Pattern UNFIT = Pattern.compile("[\"'\\\\$:\\s\\p{Cntrl}]");

    public SystemDirectory {
        root = root.toAbsolutePath().normalize();
        if (UNFIT.matcher(root.toString()).find()) {
            throw new ProductionFailed(
                    "The directory \"%s\" has a quote, blank, backslash, colon or $ in its path; choose another one."
                            .formatted(root));
        }
    }

    public Path environmentFile() {
        return root.resolve("environment.yaml");
    }

    public Path current() {
        return root.resolve("current");
    }

    Path repository() {
        return root.resolve("repository");
    }

    Path release(String version) {
        return root.resolve("releases").resolve(version);
    }

    Path backups() {
        return root.resolve("backups");
    }

    /** Logs and process ids. */
    public Path run() {
        return root.resolve("run");
    }

    public Path program(String name) {
        return root.resolve("bin").resolve(name);
    }

    /** What the programs are told, as a shell reads it. */
    Path settings() {
        return root.resolve("config/system.sh");
    }

    /** The same for us. */
    Path properties() {
        return root.resolve("config/system.properties");
    }

    public Path secret(String name) {
        return root.resolve("secrets").resolve(name);
    }
}
