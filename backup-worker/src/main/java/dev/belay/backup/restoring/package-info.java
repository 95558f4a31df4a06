/** Restores beside the live database, and swaps the two by name. */
@NullMarked
package dev.belay.backup.restoring;

import org.jspecify.annotations.NullMarked;
