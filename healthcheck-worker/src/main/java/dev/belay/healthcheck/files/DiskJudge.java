package dev.belay.healthcheck.files;

import dev.belay.contracts.check.DiskExpectation;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.SqlTrouble;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.database.DatabaseDisk;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges the free space where backups lie, and where the database does. */
public final class DiskJudge {
    private static final String DATABASE = "database";

    private final Processes processes;
    private final Execution execution;
    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    public DiskJudge(Processes processes, Execution execution, ReadOnlyDatabase database, Verdict verdict) {
        this.processes = processes;
        this.execution = execution;
        this.database = database;
        this.verdict = verdict;
    }

    public void judge(List<DiskExpectation> expectations) throws InterruptedException {
        for (DiskExpectation expected : expectations) {
            String what = "Free space of " + expected.place();
            try {
                judge(what, expected);
            } catch (EnvironmentLacks lacks) {
                verdict.failed(lacks);
            } catch (WorkFailed failed) {
                verdict.failed(failed);
            } catch (SQLException broken) {
                SqlTrouble.report(what, broken, database.user(), verdict);
            } catch (IOException broken) {
                verdict.unseen(what + ": could not be read (" + broken + ").");
            }
        }
    }

    private void judge(String what, DiskExpectation expected) throws IOException, SQLException, InterruptedException {
        switch (expected.place()) {
            case "backups" -> judgeBackups(what, expected);
            case DATABASE -> judgeDatabase(what, expected);
            default -> verdict.differs(what + ": no such place is known; \"backups\" or \"database\" was expected.");
        }
    }

    private void judgeBackups(String what, DiskExpectation expected) throws IOException, SQLException {
        Path directory = execution.environment().requireBackups().directory();
        if (!Files.isDirectory(directory)) {
            verdict.differs(what + ": the directory " + directory + " does not exist; expected one with "
                    + expected.free() + " free.");
            return;
        }
        compare(what, Quantity.bytes(Files.getFileStore(directory).getUsableSpace()), expected);
    }

    private void judgeDatabase(String what, DiskExpectation expected) throws SQLException, InterruptedException {
        DatabaseDisk disk = DatabaseDisk.ask(processes, execution);
        if (disk instanceof DatabaseDisk.Free free) {
            compare(what, Quantity.bytes(free.bytes()), expected);
        } else if (disk instanceof DatabaseDisk.Unread unread) {
            verdict.unseen(what + ": " + unread.why() + ".");
        } else {
            verdict.lacks(what + ": a database does not tell how much space its disk has left, and environment \""
                    + execution.environment().name()
                    + "\" has no \"database.limits.diskFree\", a command that tells it; expected " + expected.free()
                    + ", which is therefore unverified.");
        }
    }

    private void compare(String what, Quantity free, DiskExpectation expected) throws SQLException {
        Map<String, Quantity> references = new HashMap<>();
        String found = free.shown();
        if (expected.free().value().endsWith("x " + DATABASE)) {
            Quantity size =
                    Quantity.bytes(Long.parseLong(database.single("select pg_database_size(current_database())")));
            references.put(DATABASE, size);
            found += " (the database has " + size.shown() + ")";
        }
        verdict.judged(Expectations.judge(expected.free(), free, references), what, found, expected.free());
    }
}
