/** Copies of backups in other places, where the environment's commands bring them. */
@NullMarked
package dev.belay.backup.elsewhere;

import org.jspecify.annotations.NullMarked;
