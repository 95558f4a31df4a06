/** Puts another database in the live one's place by its name: whether that is possible, and back to order after a crash. */
@NullMarked
package dev.belay.backup.swapping;

import org.jspecify.annotations.NullMarked;
