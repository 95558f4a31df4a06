/**
 * What goes into workflows and activities and out of them: requests, decisions, what is handed from one workflow to
 * the next.
 */
@NullMarked
package dev.belay.orchestrator.workflow.request;

import org.jspecify.annotations.NullMarked;
