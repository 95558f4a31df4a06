package dev.belay.backup.postgres;

import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs pg_restore on a decompressed dump: up to the first error, with two jobs where the order does not matter. */
public final class RestoreProgram {
    private static final Pattern TABLE_FINISHED = Pattern.compile("finished item \\d+ TABLE DATA (.*)");

    /** With one job no line tells that a table is done, only that it is begun. */
    private static final Pattern TABLE_BEGUN = Pattern.compile("processing data for table \"(?:public\\.)?(.*)\"");

    private final PostgresPrograms programs;
    private final Processes processes;

    public RestoreProgram(PostgresPrograms programs, Processes processes) {
        this.programs = programs;
        this.processes = processes;
    }

    /**
     * Restores into the login's database.
     *
     * @param written the version that wrote the dump, which must not be newer
     * @param tables how many the dump holds, for the progress
     * @param inOrder whether everything is restored in the order in which it was dumped
     */
    public ProcessResult run(
            PostgresVersion written,
            Path plain,
            ClientLogin login,
            List<String> options,
            int tables,
            boolean inOrder,
            Execution execution)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                programs.client("pg_restore", written, execution).path().toString(),
                "--dbname=" + Quoted.connectionString(login.database()),
                "--exit-on-error",
                "--jobs=" + (inOrder ? 1 : 2),
                "--no-password",
                "--verbose"));
        command.addAll(options);
        command.add(plain.toString());
        AtomicLong seen = new AtomicLong();
        return processes.run(
                login.request(command).eachLine(line -> tell(line, inOrder, seen, tables, execution)), execution);
    }

    private static void tell(String line, boolean inOrder, AtomicLong seen, int tables, Execution execution) {
        Matcher table = (inOrder ? TABLE_BEGUN : TABLE_FINISHED).matcher(line);
        if (table.find()) {
            long done = inOrder ? seen.getAndIncrement() : seen.incrementAndGet();
            String doing = (inOrder ? "restoring " : "restored ") + table.group(1);
            execution.progress(new Progress(done, (long) tables, "tables", doing));
        }
    }
}
