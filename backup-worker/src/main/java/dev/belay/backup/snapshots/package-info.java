/** Copies of the database on its own server, which a restore puts in its place at once, and which go with their deployment. */
@NullMarked
package dev.belay.backup.snapshots;

import org.jspecify.annotations.NullMarked;
