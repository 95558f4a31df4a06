/** The channel that calls an address of yours, signed. */
@NullMarked
package dev.belay.notifier.webhook;

import org.jspecify.annotations.NullMarked;
