/** A Temporal server for one machine: the temporal program where there is one, else the one in this JVM. */
@NullMarked
package dev.belay.embedded.temporal;

import org.jspecify.annotations.NullMarked;
