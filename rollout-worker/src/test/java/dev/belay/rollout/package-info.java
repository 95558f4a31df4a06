/** Tests with real processes. */
@NullMarked
package dev.belay.rollout;

import org.jspecify.annotations.NullMarked;
