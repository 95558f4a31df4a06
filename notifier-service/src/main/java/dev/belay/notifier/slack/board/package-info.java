/** What Slack shows of each deployment and what it has still to be told, on disk before anything follows from it. */
@NullMarked
package dev.belay.notifier.slack.board;

import org.jspecify.annotations.NullMarked;
