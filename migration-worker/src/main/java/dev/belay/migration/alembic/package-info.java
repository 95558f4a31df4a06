/** Alembic, by its own command line. */
@NullMarked
package dev.belay.migration.alembic;

import org.jspecify.annotations.NullMarked;
