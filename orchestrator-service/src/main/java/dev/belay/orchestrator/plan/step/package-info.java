/** What each kind of step does, and how it is taken back. */
@NullMarked
package dev.belay.orchestrator.plan.step;

import org.jspecify.annotations.NullMarked;
