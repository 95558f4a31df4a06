/** The worker that takes backups, proves that they restore, and restores them. */
@NullMarked
package dev.belay.backup;

import org.jspecify.annotations.NullMarked;
