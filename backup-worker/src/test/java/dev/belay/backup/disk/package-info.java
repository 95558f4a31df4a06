/** Tests of the watch over a disk. */
@NullMarked
package dev.belay.backup.disk;

import org.jspecify.annotations.NullMarked;
