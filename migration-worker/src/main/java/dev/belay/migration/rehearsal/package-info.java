/** Measures what migrations do to a copy of the database, before they do it to the database itself. */
@NullMarked
package dev.belay.migration.rehearsal;

import org.jspecify.annotations.NullMarked;
