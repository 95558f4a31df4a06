/** Starts that wait for the servers that they need. */
@NullMarked
package dev.belay.messaging.start;

import org.jspecify.annotations.NullMarked;
