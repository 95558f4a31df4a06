/** Judges tables, columns, indexes and foreign keys of the catalogue. */
@NullMarked
package dev.belay.healthcheck.catalogue;

import org.jspecify.annotations.NullMarked;
