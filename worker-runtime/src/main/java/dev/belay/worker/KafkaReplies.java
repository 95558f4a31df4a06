package dev.belay.worker;

import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Result;
import dev.belay.messaging.stream.StreamSender;
import dev.belay.worker.runtime.Replies;

/** Answers over Kafka. */
final class KafkaReplies implements Replies {
    private final StreamSender sender;

    KafkaReplies(StreamSender sender) {
        this.sender = sender;
    }

    @Override
    public void send(Result result) {
        sender.send("results-out-0", result.execution().text(), result);
    }

    @Override
    public void send(Beat beat) {
        sender.send("beats-out-0", beat.execution().text(), beat);
    }
}
