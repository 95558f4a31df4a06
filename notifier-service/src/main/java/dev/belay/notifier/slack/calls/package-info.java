/** Slack's Web API: its calls, its refusals, its pace. */
@NullMarked
package dev.belay.notifier.slack.calls;

import org.jspecify.annotations.NullMarked;
