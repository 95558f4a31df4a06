/** The servers that Belay needs, as one process for one machine: broker, Temporal and PostgreSQL without containers. */
@NullMarked
package dev.belay.embedded;

import org.jspecify.annotations.NullMarked;
