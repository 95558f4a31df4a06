/** Restores beside the live database, and swaps the two. */
@NullMarked
package dev.belay.backup.restoring;

import org.jspecify.annotations.NullMarked;
