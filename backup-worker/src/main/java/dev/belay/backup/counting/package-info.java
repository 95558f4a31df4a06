/** Reads what a database holds, names and has counted. */
@NullMarked
package dev.belay.backup.counting;

import org.jspecify.annotations.NullMarked;
