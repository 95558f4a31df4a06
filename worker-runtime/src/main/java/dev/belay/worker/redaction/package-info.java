/** Keeping secrets out of everything that leaves the worker. */
@NullMarked
package dev.belay.worker.redaction;

import org.jspecify.annotations.NullMarked;
