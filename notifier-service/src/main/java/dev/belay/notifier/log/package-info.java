/** The channel that writes to the log. */
@NullMarked
package dev.belay.notifier.log;

import org.jspecify.annotations.NullMarked;
