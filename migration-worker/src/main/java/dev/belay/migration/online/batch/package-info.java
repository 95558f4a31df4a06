/** Walks through the rows of a table in ranges of a key, a moment for each. */
@NullMarked
package dev.belay.migration.online.batch;

import org.jspecify.annotations.NullMarked;
