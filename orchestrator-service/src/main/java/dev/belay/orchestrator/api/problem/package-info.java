/** Errors as RFC 9457 problem details, each with a stable code and what to do next. */
@NullMarked
package dev.belay.orchestrator.api.problem;

import org.jspecify.annotations.NullMarked;
