package dev.belay.notifier.slack.board;

/**
 * Where a message stands in Slack.
 *
 * @param channel Slack's id of the channel, not its name
 * @param ts Slack's id of the message within the channel
 */
public record Posted(String channel, String ts) {}
