/** Tests of traces and log lines. */
@NullMarked
package dev.belay.messaging.trace;

import org.jspecify.annotations.NullMarked;
