/** A PostgreSQL server run by the programs installed on this machine. */
@NullMarked
package dev.belay.embedded.postgres;

import org.jspecify.annotations.NullMarked;
