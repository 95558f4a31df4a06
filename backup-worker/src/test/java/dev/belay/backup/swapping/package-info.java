/** Tests of what must hold before databases change names. */
@NullMarked
package dev.belay.backup.swapping;

import org.jspecify.annotations.NullMarked;
