/** Copies of backups in other places, made by real programs. */
@NullMarked
package dev.belay.backup.elsewhere;

import org.jspecify.annotations.NullMarked;
