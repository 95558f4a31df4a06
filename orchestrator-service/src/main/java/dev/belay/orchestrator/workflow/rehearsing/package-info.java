/** Rehearsals: the plan's migrations on a copy of the database, part after part. */
@NullMarked
package dev.belay.orchestrator.workflow.rehearsing;

import org.jspecify.annotations.NullMarked;
