/** Tests of what passes between workflows and Kafka. */
@NullMarked
package dev.belay.orchestrator.dispatch;

import org.jspecify.annotations.NullMarked;
