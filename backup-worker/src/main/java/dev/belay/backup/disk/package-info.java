/** The worker's own disk: room, private files, digests, and directories that somebody works in. */
@NullMarked
package dev.belay.backup.disk;

import org.jspecify.annotations.NullMarked;
