/** SQL files as statements with their lines, and statements that fail. */
@NullMarked
package dev.belay.migration.sql;

import org.jspecify.annotations.NullMarked;
