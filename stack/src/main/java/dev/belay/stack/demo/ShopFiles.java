package dev.belay.stack.demo;

import java.nio.file.Path;

/** Where a demonstration keeps its production system. */
record ShopFiles(Path root) {

    /** The cluster that holds the production database, and not Belay's own. */
    Path postgres() {
        return root.resolve("postgres");
    }

    Path production() {
        return root.resolve("production");
    }

    /** There from the moment on at which customers are served. */
    Path ready() {
        return root.resolve("ready");
    }
}
