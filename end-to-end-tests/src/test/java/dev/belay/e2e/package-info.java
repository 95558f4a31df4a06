/** Releases over separate processes, which are killed in the middle. */
@NullMarked
package dev.belay.e2e;

import org.jspecify.annotations.NullMarked;
