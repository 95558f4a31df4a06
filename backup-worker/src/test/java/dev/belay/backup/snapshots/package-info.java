/** Tests of snapshots. */
@NullMarked
package dev.belay.backup.snapshots;

import org.jspecify.annotations.NullMarked;
