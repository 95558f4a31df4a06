/** What goes over Kafka between orchestrator and workers, and where. */
@NullMarked
package dev.belay.contracts.message;

import org.jspecify.annotations.NullMarked;
