package dev.belay.backup.verifying;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The list of what a dump says that it holds, which must name every table that was counted. */
final class TableOfContents {
    private static final String TABLE_DATA = " TABLE DATA ";

    private final PostgresPrograms programs;
    private final Processes processes;

    TableOfContents(PostgresPrograms programs, Processes processes) {
        this.programs = programs;
        this.processes = processes;
    }

    Evidence verify(BackupManifest manifest, Path plain, Execution execution) throws InterruptedException {
        PostgresVersion version = PostgresVersion.ofServer(manifest.source().clientVersion());
        PostgresPrograms.Program pgRestore = programs.client("pg_restore", version, execution);
        ConcurrentSkipListSet<String> listed = new ConcurrentSkipListSet<>();
        ProcessResult result = processes.run(
                ProcessRequest.of(List.of(pgRestore.path().toString(), "--list", plain.toString()))
                        .eachLine(line -> add(line, listed)),
                execution);
        if (!result.succeeded()) {
            throw new WorkFailed(new Failure(
                    FailureCode.BACKUP_NOT_VERIFIED,
                    "pg_restore could not list backup " + manifest.id() + ": it ended with exit status "
                            + result.exitCode() + "; expected 0.",
                    "Do not restore this file; take another backup.",
                    result.tail()));
        }
        TreeSet<String> tables = new TreeSet<>(listed);
        for (TableCount table : manifest.contents().tables()) {
            requireListed(table, tables, manifest);
        }
        return new Evidence("list", "names all " + manifest.contents().tables().size() + " tables");
    }

    /** A line ends with schema, table and owner, unquoted. */
    private static void add(String line, ConcurrentSkipListSet<String> listed) {
        int at = line.indexOf(TABLE_DATA);
        if (at >= 0) {
            listed.add(line.substring(at + TABLE_DATA.length()));
        }
    }

    private static void requireListed(TableCount table, TreeSet<String> listed, BackupManifest manifest) {
        String beginning = table.schema() + " " + table.table() + " ";
        String candidate = listed.ceiling(beginning);
        if (candidate == null || !candidate.startsWith(beginning)) {
            throw new WorkFailed(
                    FailureCode.BACKUP_NOT_VERIFIED,
                    "Backup " + manifest.id() + " does not list table " + table.label() + ", which held " + table.rows()
                            + " rows in the dump's snapshot.",
                    "Check that no policy or filter keeps the table out of the dump, and take another backup.");
        }
    }
}
