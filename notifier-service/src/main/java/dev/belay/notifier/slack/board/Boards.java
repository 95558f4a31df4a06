package dev.belay.notifier.slack.board;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All boards: each on disk, in a file of its own, before anything follows from a change. */
public final class Boards {
    private final BoardFiles files;
    private final ChannelChoice channels;
    private final Clock clock;
    private final Map<DeploymentId, Board> boards = new HashMap<>();
    private final Map<String, String> channelIds;
    private long changes;

    private Boards(BoardFiles files, ChannelChoice channels, Clock clock) {
        this.files = files;
        this.channels = channels;
        this.clock = clock;
        this.channelIds = new HashMap<>(files.channelIds());
        files.boards().forEach(board -> boards.put(board.id(), board));
    }

    /**
     * Opens what the directory keeps.
     *
     * @param ignoreOlderThan where it keeps nothing yet: what had happened longer ago is never told
     */
    public static Boards open(Path directory, ChannelChoice channels, Duration ignoreOlderThan, Clock clock) {
        return new Boards(
                BoardFiles.open(directory, clock.instant().minus(ignoreOlderThan), clock.instant()), channels, clock);
    }

    /** Takes note of an event; what has to be told of it is on disk when this returns. */
    public synchronized void take(DeploymentEvent event) {
        Board board = boards.getOrDefault(event.deployment(), Board.unseen(event.deployment()));
        if (event.seq() <= board.seq()) {
            return;
        }
        if (event.at().isBefore(files.ignoreBefore())) {
            keep(board.knowing(event));
            return;
        }
        Board told = board.after(event, clock.instant());
        keep(told.channel() == null ? told.in(channels.of(told.view())) : told);
    }

    /** Changes a board as it is now. */
    public synchronized void change(DeploymentId id, UnaryOperator<Board> change) {
        Board board = boards.get(id);
        if (board != null) {
            keep(change.apply(board));
        }
    }

    /** Those with something to tell, the one that waits longest first; what comes late is put together. */
    public synchronized List<Board> waiting() {
        List<Board> waiting = boards.values().stream()
                .filter(board -> board.channel() != null)
                .filter(board ->
                        board.waitsSince().isPresent() || board.answered().isPresent())
                .toList();
        waiting.forEach(board -> {
            Board caughtUp = CatchUp.of(board, clock.instant());
            if (!caughtUp.equals(board)) {
                keep(caughtUp);
            }
        });
        return waiting.stream()
                .map(board -> boards.getOrDefault(board.id(), board))
                .sorted(Comparator.comparing(board -> board.waitsSince().orElse(Instant.MAX)))
                .toList();
    }

    /** How many messages wait, the changed ones included. */
    public synchronized int size() {
        return boards.values().stream()
                .filter(board -> board.channel() != null)
                .mapToInt(board -> board.pending().size() + (board.root().stale() == null ? 0 : 1))
                .sum();
    }

    public synchronized Optional<Instant> waitsSince() {
        return boards.values().stream()
                .map(Board::waitsSince)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** Slack's id of a channel, as an earlier message has taught it. */
    public synchronized Optional<String> channelId(String channel) {
        return Optional.ofNullable(channelIds.get(channel));
    }

    public synchronized void learn(String channel, String id) {
        if (!id.equals(channelIds.put(channel, id))) {
            files.keep(channelIds);
        }
    }

    /** Waits until something changes after the given count of changes, or the time is over; returns the count. */
    public synchronized long awaitChange(long seen, Duration atMost) throws InterruptedException {
        if (changes == seen && !atMost.isZero()) {
            wait(Math.max(1, atMost.toMillis()));
        }
        return changes;
    }

    /** Lets whoever waits for a change look again. */
    public synchronized void wake() {
        changes++;
        notifyAll();
    }

    private void keep(Board board) {
        files.keep(board);
        boards.put(board.id(), board);
        wake();
    }
}
