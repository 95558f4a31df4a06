/** Tests of backups and restores on a real PostgreSQL. */
@NullMarked
package dev.belay.backup;

import org.jspecify.annotations.NullMarked;
