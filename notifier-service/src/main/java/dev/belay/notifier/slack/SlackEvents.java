package dev.belay.notifier.slack;

import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.Received;
import dev.belay.notifier.delivery.EventReader;
import dev.belay.notifier.slack.board.Boards;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Puts events on their boards; Slack itself is told later, so that no event waits for it. */
public final class SlackEvents implements Consumer<Message<byte[]>> {
    private final EventReader reader;
    private final Boards boards;

    public SlackEvents(EventReader reader, Boards boards) {
        this.reader = reader;
        this.boards = boards;
    }

    @Override
    public void accept(Message<byte[]> message) {
        try {
            boards.take(reader.read(new Received(message)).event());
        } catch (UnreadableMessage unreadable) {
            // The log's consumer puts it aside, once for all.
        }
    }
}
