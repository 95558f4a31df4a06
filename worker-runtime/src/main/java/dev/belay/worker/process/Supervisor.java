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
     * watcher, which ignores TERM so that it lives to send KILL. It reads one sign of life after another; where there is
     * no program that bounds the time of a read, it notices only the end of the pipe.
     */
    private static final String SCRIPT = """
            exec 3<&0 </dev/null
            grace=$1 silence=$2; shift 2; ended=
            (
              trap '' TERM INT HUP
              if timeout 1 true; then
                while [ -n "$(timeout -s KILL "$silence" head -c 1 <&3)" ]; do :; done
              else
                cat <&3 >/dev/null
              fi
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
    private final Duration silence;

    Supervisor(Duration grace, Duration silence) {
        this.grace = grace;
        this.silence = silence;
    }

    ProcessBuilder command(ProcessRequest request) {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(List.of("sh", "-c", SCRIPT, "belay-supervisor", seconds(grace), seconds(silence)));
        command.addAll(request.command());
        return new ProcessBuilder(command);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.toSeconds()));
    }

    /** Tells the watcher that this process is alive; nothing happens where it has ended. */
    static void alive(Process process) {
        try {
            process.getOutputStream().write('.');
            process.getOutputStream().flush();
        } catch (IOException ended) {
            // Nobody is left to be told.
        }
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
