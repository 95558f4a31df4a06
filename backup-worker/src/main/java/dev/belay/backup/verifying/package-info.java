/** Proves that a backup reads, is unchanged, and restores. */
@NullMarked
package dev.belay.backup.verifying;

import org.jspecify.annotations.NullMarked;
