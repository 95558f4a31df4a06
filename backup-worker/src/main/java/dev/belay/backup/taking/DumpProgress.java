package dev.belay.backup.taking;

import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.execution.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells how far a dump has come: bytes, and the table that is being read. */
final class DumpProgress {
    private static final Pattern TABLE = Pattern.compile("dumping contents of table \"(?:public\\.)?(.*)\"");

    /** Only where several tables are dumped at a time; such a line names no schema. */
    private static final Pattern FINISHED = Pattern.compile("finished item \\d+ TABLE DATA (.*)");

    private static final long STEP = 4_000_000;

    private final Execution execution;
    private final long estimate;
    private final Map<String, Long> tables;
    private final AtomicLong told = new AtomicLong();
    private final AtomicInteger begun = new AtomicInteger();
    private final List<String> running = new ArrayList<>();
    private long finished;
    private volatile String doing = "reading the catalogue";

    /**
     * @param estimate how many bytes will be written before compression
     * @param tables how many bytes each has on the server, by its name for people
     */
    DumpProgress(Execution execution, long estimate, Map<String, Long> tables) {
        this.execution = execution;
        this.estimate = estimate;
        this.tables = Map.copyOf(tables);
    }

    void line(String line) {
        Matcher table = TABLE.matcher(line);
        if (table.find()) {
            begin(table.group(1));
            tell(told.get());
        }
    }

    /**
     * Of a directory, whose bytes nobody counts while they are written: what counts are the tables that are done, by
     * their sizes on the server.
     *
     * @param jobs how many tables are dumped at a time
     */
    synchronized void lineOfDirectory(String line, int jobs) {
        Matcher table = TABLE.matcher(line);
        Matcher end = FINISHED.matcher(line);
        if (table.find()) {
            if (jobs == 1) {
                running.forEach(this::finish);
                running.clear();
            }
            begin(table.group(1));
            running.add(table.group(1));
        } else if (end.find()) {
            running.stream()
                    .filter(name -> name.equals(end.group(1)) || name.endsWith("." + end.group(1)))
                    .findFirst()
                    .ifPresent(name -> {
                        running.remove(name);
                        finish(name);
                    });
        } else {
            return;
        }
        long all = tables.values().stream().mapToLong(Long::longValue).sum();
        execution.progress(new Progress(finished, all, "bytes", doing));
    }

    private void begin(String table) {
        doing = "dumping " + table + " (table " + begun.incrementAndGet() + " of " + tables.size() + ")";
    }

    private void finish(String table) {
        finished += tables.getOrDefault(table, 0L);
    }

    void bytes(long written) {
        if (written - told.get() >= STEP) {
            told.set(written);
            tell(written);
        }
    }

    private void tell(long written) {
        execution.progress(new Progress(written, Math.max(estimate, written), "bytes", doing));
    }
}
