/** Places in an environment file that are filled from files and variables, whose values are secrets. */
@NullMarked
package dev.belay.worker.environment.interpolation;

import org.jspecify.annotations.NullMarked;
