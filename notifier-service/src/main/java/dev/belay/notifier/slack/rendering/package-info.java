/** Deployments and news as Slack shows them, within its limits and without commands to it. */
@NullMarked
package dev.belay.notifier.slack.rendering;

import org.jspecify.annotations.NullMarked;
