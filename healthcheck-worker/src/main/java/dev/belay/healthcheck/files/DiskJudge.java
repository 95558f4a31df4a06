package dev.belay.healthcheck.files;

import dev.belay.contracts.check.DiskExpectation;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.SqlTrouble;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** PostgreSQL does not tell how full its disk is, so the environment names a command that does. */
    private void judgeDatabase(String what, DiskExpectation expected) throws SQLException, InterruptedException {
        Environment environment = execution.environment();
        Optional<CommandLine> command = environment.requireDatabase().diskFree();
        if (command.isEmpty()) {
            verdict.lacks(what + ": a database does not tell how much space its disk has left, and environment \""
                    + environment.name() + "\" has no \"database.limits.diskFree\", a command that tells it; expected "
                    + expected.free() + ", which is therefore unverified.");
            return;
        }
        List<String> arguments = Substitutions.of(environment, Optional.empty()).fill(command.get());
        ProcessResult ended = processes.run(ProcessRequest.of(arguments), execution);
        if (!ended.succeeded()) {
            verdict.unseen(what + ": \"" + arguments.get(0) + "\" of database.limits.diskFree ended with exit code "
                    + ended.exitCode() + ", and said: " + ended.tail().strip());
            return;
        }
        Optional<Quantity> free = PrintedSpace.read(ended.tail());
        if (free.isEmpty()) {
            verdict.unseen(what + ": \"" + arguments.get(0) + "\" of database.limits.diskFree printed \""
                    + ended.tail().strip()
                    + "\"; expected that its last line is a number of kilobytes, as df prints it,"
                    + " or an amount such as 12GB.");
            return;
        }
        compare(what, free.get(), expected);
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
