package dev.belay.notifier.slack.board;

import dev.belay.notifier.position.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The directory that keeps boards: a file for each deployment, and one for what is common to all. */
final class BoardFiles {
    /** Longer than any consumer lags or any broker forgets a group, after which old events might come again. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final Path directory;
    private final DurableFile<Workspace> workspaceFile;
    private final List<Board> kept = new ArrayList<>();
    private Workspace workspace;

    private BoardFiles(Path directory, Workspace fresh) {
        this.directory = directory;
        this.workspaceFile = new DurableFile<>(directory, "workspace.json", Workspace.class);
        this.workspace = workspaceFile.read().orElse(fresh);
    }

    private record Workspace(Instant ignoreBefore, Map<String, String> channelIds) {
        Workspace {
            channelIds = Map.copyOf(channelIds);
        }
    }

    /** @param ignoreBefore where nothing is kept yet */
    static BoardFiles open(Path directory, Instant ignoreBefore, Instant now) {
        BoardFiles files = new BoardFiles(directory, new Workspace(ignoreBefore, Map.of()));
        Instant forgotten = now.minus(REMEMBERED);
        if (files.workspace.ignoreBefore().isBefore(forgotten)) {
            files.workspace = new Workspace(forgotten, files.workspace.channelIds());
        }
        files.workspaceFile.write(files.workspace);
        files.load(forgotten);
        return files;
    }

    Instant ignoreBefore() {
        return workspace.ignoreBefore();
    }

    Map<String, String> channelIds() {
        return workspace.channelIds();
    }

    List<Board> boards() {
        return kept;
    }

    void keep(Board board) {
        file(board.id() + ".json").write(board);
    }

    void keep(Map<String, String> channelIds) {
        workspace = new Workspace(workspace.ignoreBefore(), channelIds);
        workspaceFile.write(workspace);
    }

    private void load(Instant forgotten) {
        try {
            Files.createDirectories(directory.resolve("deployments"));
            for (Path path : paths()) {
                Board board = file(path.getFileName().toString()).read().orElseThrow();
                Instant since = board.view().standing().since();
                if (board.view().status().terminal() && since != null && since.isBefore(forgotten)) {
                    Files.delete(path);
                } else {
                    kept.add(board);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The directory " + directory + " (below belay.notifier.state) cannot keep what Slack was told;"
                            + " expected a directory that this process may write to. Make it one and start again.",
                    broken);
        }
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> paths = Files.list(directory.resolve("deployments"))) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private DurableFile<Board> file(String name) {
        return new DurableFile<>(directory.resolve("deployments"), name, Board.class);
    }
}
