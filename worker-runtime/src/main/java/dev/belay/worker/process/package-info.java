/** Child processes: in groups of their own, under a supervisor, found again after a crash. */
@NullMarked
package dev.belay.worker.process;

import org.jspecify.annotations.NullMarked;
