package dev.belay.examples.shop;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where everything of one production system lies. */
public record ShopDirectory(Path root) {
    /** The path is written into YAML, properties and a class path, none of which take these. */
    private static final Pattern UNFIT = Pattern.compile("[\"'\\\\$:\\p{Cntrl}]");

    public ShopDirectory {
        root = root.toAbsolutePath().normalize();
        if (UNFIT.matcher(root.toString()).find()) {
            throw new IllegalArgumentException(
                    "The directory \"%s\" has a quote, backslash, colon or $ in its path; choose another one."
                            .formatted(root));
        }
    }

    public Path repository() {
        return root.resolve("repository");
    }

    public Path releases() {
        return root.resolve("releases");
    }

    public Path release(ShopVersion version) {
        return releases().resolve(version.tag());
    }

    public Path current() {
        return root.resolve("current");
    }

    public Path backups() {
        return root.resolve("backups");
    }

    public Path plans() {
        return root.resolve("plans");
    }

    public Path environmentFile() {
        return root.resolve("environment.yaml");
    }

    public Path log() {
        return root.resolve("run/shop.log");
    }

    public Path maintenanceFlag() {
        return root.resolve("run/maintenance");
    }

    Path program(String name) {
        return root.resolve("bin").resolve(name);
    }

    Path secret(String role) {
        return root.resolve("secrets").resolve(role);
    }

    Path settings() {
        return root.resolve("config/shop.properties");
    }

    Path driver() {
        return root.resolve("lib/postgresql.jar");
    }

    Path jdk() {
        return root.resolve("lib/jdk");
    }
}
