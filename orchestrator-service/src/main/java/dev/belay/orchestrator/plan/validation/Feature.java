package dev.belay.orchestrator.plan.validation;

import java.util.Locale;

/** A section of an environment file that some steps cannot do without. */
enum Feature {
    MAINTENANCE,
    ROLLOUT,
    BACKUPS,
    DATABASE,
    /** A command that tells how much room the database's disk has. */
    DISK_FREE {
        @Override
        String word() {
            return "database.limits.diskFree";
        }
    },
    /** A command that tells what a release brings. */
    CHANGES {
        @Override
        String word() {
            return "rollout.changes";
        }
    },
    SCRATCH,
    PROMETHEUS,
    /** Shows itself by the migration tool's name rather than by a word among the features. */
    MIGRATIONS;

    /** The section's key, which is also the word in manifests. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
