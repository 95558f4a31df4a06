/** Judges all that a check expects of the database, and how queries are timed. */
@NullMarked
package dev.belay.healthcheck.database;

import org.jspecify.annotations.NullMarked;
