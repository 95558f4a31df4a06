/** Tests of the restore and its swap. */
@NullMarked
package dev.belay.backup.restoring;

import org.jspecify.annotations.NullMarked;
