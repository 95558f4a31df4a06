package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.Command;
import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the server on one data directory by pg_ctl. */
record Cluster(ClusterFiles files, SystemAccount account, Path programs) {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final int LIMIT_SECONDS = 120;
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(LIMIT_SECONDS + 10);
    private static final int LOG_TAIL = 3_000;

    /** Stops the server that a killed process left behind, and removes what names a server that is gone; true where one ran. */
    boolean stopLeftover() {
        Optional<PostmasterFile> leftover = PostmasterFile.findIn(files.data());
        boolean live = leftover.isPresent() && leftover.get().isLive();
        if (live) {
            log.warn(
                    "Stopping process {}, the PostgreSQL server that an earlier run left behind in {}",
                    leftover.get().process().processId(),
                    files.data());
            stop();
        } else if (leftover.isPresent() && leftover.get().isStale()) {
            delete(PostmasterFile.path(files.data()));
        }
        return live;
    }

    void start(String settings) {
        writeSettings(settings);
        delete(files.log());
        Command.Result result = control("start", "-l", files.log().toString()).run();
        if (!result.succeeded()) {
            throw new IllegalStateException("PostgreSQL did not start on %s: %s Its log: %s"
                    .formatted(files.data(), result.output().strip(), logTail()));
        }
    }

    /** Ends the sessions that are open and stops with all data written. */
    void stop() {
        if (PostmasterFile.findIn(files.data()).isPresent()) {
            control("stop", "-m", "fast").output();
        }
    }

    private Command control(String action, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                programs.resolve("pg_ctl").toString(),
                action,
                "-D",
                files.data().toString(),
                "-w",
                "-t",
                Integer.toString(LIMIT_SECONDS),
                "-s"));
        arguments.addAll(List.of(options));
        return account.command(COMMAND_LIMIT, arguments);
    }

    private void writeSettings(String settings) {
        WholeFile.writeSecret(files.settings(), settings);
        account.own(files.settings());
    }

    private String logTail() {
        try {
            String text =
                    Files.exists(files.log()) ? Files.readString(files.log()).strip() : "(none)";
            return text.substring(Math.max(0, text.length() - LOG_TAIL));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
