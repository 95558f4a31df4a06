/** Columns that are added, filled and dropped while others write; values that would be lost are kept beside. */
@NullMarked
package dev.belay.migration.online.column;

import org.jspecify.annotations.NullMarked;
