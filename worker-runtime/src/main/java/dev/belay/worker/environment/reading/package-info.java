/** From an environment file to its settings, or to everything that is wrong with it. */
@NullMarked
package dev.belay.worker.environment.reading;

import org.jspecify.annotations.NullMarked;
