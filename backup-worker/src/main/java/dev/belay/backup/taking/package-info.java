/** Takes a dump together with the counts of its own snapshot. */
@NullMarked
package dev.belay.backup.taking;

import org.jspecify.annotations.NullMarked;
