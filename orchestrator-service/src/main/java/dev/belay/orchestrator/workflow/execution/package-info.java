/** One execution on a worker, over its leases, behind the fence. */
@NullMarked
package dev.belay.orchestrator.workflow.execution;

import org.jspecify.annotations.NullMarked;
