/** The channel that keeps one message per deployment in Slack. */
@NullMarked
package dev.belay.notifier.slack;

import org.jspecify.annotations.NullMarked;
