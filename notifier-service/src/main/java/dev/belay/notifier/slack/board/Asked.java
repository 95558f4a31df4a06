package dev.belay.notifier.slack.board;

/**
 * A question that stands in Slack, and has to be marked once it is answered.
 *
 * @param seq the number of the event that asked it
 * @param text what was asked
 */
public record Asked(long seq, String text, Posted posted) {}
