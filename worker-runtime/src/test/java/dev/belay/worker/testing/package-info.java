/** What tests of handlers share. */
@NullMarked
package dev.belay.worker.testing;

import org.jspecify.annotations.NullMarked;
