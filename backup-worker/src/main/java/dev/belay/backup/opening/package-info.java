/** Backups found again, and their dumps made readable for a verification or a restore. */
@NullMarked
package dev.belay.backup.opening;

import org.jspecify.annotations.NullMarked;
