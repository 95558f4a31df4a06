package dev.belay.worker.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shell program that stands between this process and the programs that it starts. */
final class Supervisor {
    /**
     * Its standard input is the pipe. The program gets an empty standard input and the pipe's other end only through the
     * watcher, which ignores TERM so that it lives to send KILL.
     */
    private static final String SCRIPT = """
            exec 3<&0 </dev/null
            grace=$1; shift; ended=
            (
              trap '' TERM INT HUP
              cat <&3 >/dev/null
              kill -TERM -$$
              sleep "$grace"
              kill -KILL -$$
            ) >/dev/null 2>&1 &
            watcher=$!
            trap 'ended=yes' TERM INT HUP
            "$@" 3<&- &
            child=$!
            exec 3<&-
            wait $child; status=$?
            while kill -0 $child 2>/dev/null; do wait $child; status=$?; done
            [ -z "$ended" ] || kill -KILL -$$
            kill -KILL $watcher 2>/dev/null
            exit $status
            """;

    private final Duration grace;

    Supervisor(Duration grace) {
        this.grace = grace;
    }

    ProcessBuilder command(ProcessRequest request) {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(List.of("sh", "-c", SCRIPT, "belay-supervisor", String.valueOf(Math.max(1, grace.toSeconds()))));
        command.addAll(request.command());
        return new ProcessBuilder(command);
    }

    /** Closes the pipe, which makes the supervisor end the group; nothing happens where it has ended. */
    static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // A closed pipe is what was asked for.
        }
    }

    private static List<String> ownSession() {
        if (Programs.find("setsid", Optional.empty()).isPresent()) {
            return List.of("setsid");
        }
        return List.of("perl", "-e", "setpgrp(0, 0); exec @ARGV or die \"$ARGV[0]: $!\"");
    }
}
