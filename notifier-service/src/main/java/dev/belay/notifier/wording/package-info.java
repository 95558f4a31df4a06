/** What events say, in words. */
@NullMarked
package dev.belay.notifier.wording;

import org.jspecify.annotations.NullMarked;
