/** Tests of the backups on disk. */
@NullMarked
package dev.belay.backup.catalogue;

import org.jspecify.annotations.NullMarked;
