/** Between workflows and workers: commands out over Kafka, results and beats in, events to the projection. */
@NullMarked
package dev.belay.orchestrator.dispatch;

import org.jspecify.annotations.NullMarked;
