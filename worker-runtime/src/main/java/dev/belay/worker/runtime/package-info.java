/** Executions on a worker: taken once, journalled, run, adopted, cancelled and answered. */
@NullMarked
package dev.belay.worker.runtime;

import org.jspecify.annotations.NullMarked;
