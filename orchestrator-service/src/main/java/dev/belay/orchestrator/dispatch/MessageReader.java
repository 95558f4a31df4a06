package dev.belay.orchestrator.dispatch;

import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.MessageType;
import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.DeadLetters;
import dev.belay.messaging.stream.Received;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Reads messages for whoever takes them, in the trace that they carry; what cannot be read goes to the dead letters. */
record MessageReader(MessageCodec codec, DeadLetters dead, Traces traces) {
    /** @param origin the topic, as dead letters name it */
    <T> Consumer<Message<byte[]>> to(String origin, MessageType type, Class<T> as, Consumer<T> taker) {
        return reading(type, as, taker, (received, reason) -> dead.keep(received, origin, reason));
    }

    /** The same for the topics of all pools, each of which has dead letters of its own. */
    <T> Consumer<Message<byte[]>> ofPools(MessageType type, Class<T> as, Consumer<T> taker) {
        return reading(type, as, taker, dead::keepOfPool);
    }

    private <T> Consumer<Message<byte[]>> reading(
            MessageType type, Class<T> as, Consumer<T> taker, BiConsumer<Received, String> aside) {
        return message -> {
            Received received = new Received(message);
            T body;
            try {
                body = codec.decode(received.body(), received.type(), type, as);
            } catch (UnreadableMessage unreadable) {
                aside.accept(received, String.valueOf(unreadable.getMessage()));
                return;
            }
            try (TraceScope trace = traces.within(received.trace())) {
                taker.accept(body);
            }
        };
    }
}
