/** What a deployment tells, numbered in order. */
@NullMarked
package dev.belay.orchestrator.workflow.event;

import org.jspecify.annotations.NullMarked;
