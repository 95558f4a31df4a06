package dev.belay.notifier.slack.board;

import dev.belay.contracts.event.EventBody;

/**
 * A question that waits for a person.
 *
 * @param seq the number of the event that asked it
 */
public record OpenQuestion(long seq, EventBody.DecisionNeeded asked) {}
