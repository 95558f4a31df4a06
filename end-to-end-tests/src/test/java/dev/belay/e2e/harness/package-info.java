/** Belay as processes of their own that can be killed, with the production system and the eyes of a test on both. */
@NullMarked
package dev.belay.e2e.harness;

import org.jspecify.annotations.NullMarked;
