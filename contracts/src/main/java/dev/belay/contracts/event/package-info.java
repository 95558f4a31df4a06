/** What became of a deployment, event by event. */
@NullMarked
package dev.belay.contracts.event;

import org.jspecify.annotations.NullMarked;
