/** One trace for each deployment, over messages and restarts; and what log lines say of the work at hand. */
@NullMarked
package dev.belay.messaging.trace;

import org.jspecify.annotations.NullMarked;
