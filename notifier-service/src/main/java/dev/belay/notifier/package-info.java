/** Tells people what happens in deployments: in the log, and in Slack. */
@NullMarked
package dev.belay.notifier;

import org.jspecify.annotations.NullMarked;
