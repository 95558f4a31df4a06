/** How work fails: with what people are to read of it. */
@NullMarked
package dev.belay.worker.failure;

import org.jspecify.annotations.NullMarked;
