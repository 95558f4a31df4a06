package dev.belay.stack.showing;

import java.nio.file.Path;

/** Where a show keeps its production system. */
public record ProductionFiles(Path root) {

    /** The cluster that holds the production database, and not Belay's own. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path production() {
        return root.resolve("production");
    }

    /** There from the moment on at which the system is there. */
    public Path ready() {
        return root.resolve("ready");
    }
}
