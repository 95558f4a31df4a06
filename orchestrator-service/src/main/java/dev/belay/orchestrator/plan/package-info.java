/** The compiled plan: what a deployment does, step by step, as it travels into the workflow. */
@NullMarked
package dev.belay.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
