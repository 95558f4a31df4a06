package dev.belay.backup.taking;

import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.execution.Execution;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells how far a dump has come: bytes before compression, and the table that is being read. */
final class DumpProgress {
    private static final Pattern TABLE = Pattern.compile("dumping contents of table \"(?:public\\.)?(.*)\"");
    private static final long STEP = 4_000_000;

    private final Execution execution;
    private final long estimate;
    private final int tables;
    private final AtomicLong told = new AtomicLong();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile String doing = "reading the catalogue";

    DumpProgress(Execution execution, long estimate, int tables) {
        this.execution = execution;
        this.estimate = estimate;
        this.tables = tables;
    }

    void line(String line) {
        Matcher table = TABLE.matcher(line);
        if (table.find()) {
            doing = "dumping " + table.group(1) + " (table " + begun.incrementAndGet() + " of " + tables + ")";
            tell(told.get());
        }
    }

    /** Of a directory, whose bytes nobody counts while they are written. */
    void tableOf(String line) {
        Matcher table = TABLE.matcher(line);
        if (table.find()) {
            int now = begun.incrementAndGet();
            execution.progress(new Progress(
                    now - 1,
                    (long) tables,
                    "tables",
                    "dumping " + table.group(1) + " (table " + now + " of " + tables + ")"));
        }
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
