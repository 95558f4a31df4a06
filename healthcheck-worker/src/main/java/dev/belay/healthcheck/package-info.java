/** Judges what an environment looks like against what a plan expects of it; changes nothing. */
@NullMarked
package dev.belay.healthcheck;

import org.jspecify.annotations.NullMarked;
