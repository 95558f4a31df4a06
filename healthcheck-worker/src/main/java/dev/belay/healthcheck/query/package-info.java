/** The database as a plan's queries see it: read-only, one statement, with a limit of time. */
@NullMarked
package dev.belay.healthcheck.query;

import org.jspecify.annotations.NullMarked;
