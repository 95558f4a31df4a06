/** Each channel reads the events by itself, at its own pace and from its own position. */
@NullMarked
package dev.belay.notifier.delivery;

import org.jspecify.annotations.NullMarked;
