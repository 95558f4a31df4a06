package dev.belay.healthcheck;

import dev.belay.contracts.DiskExpectation;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges the free space where backups lie. */
final class DiskJudge {
    private static final String DATABASE = "database";

    private final Environment environment;
    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    DiskJudge(Environment environment, ReadOnlyDatabase database, Verdict verdict) {
        this.environment = environment;
        this.database = database;
        this.verdict = verdict;
    }

    void judge(List<DiskExpectation> expectations) {
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

    private void judge(String what, DiskExpectation expected) throws IOException, SQLException {
        switch (expected.place()) {
            case "backups" -> judgeBackups(what, expected);
            case DATABASE ->
                verdict.differs(what + ": a database does not tell how much space its disk has left, and this version"
                        + " of Belay has no command to ask; expected " + expected.free()
                        + ", which is therefore unverified. Leave it out of the check and look by hand.");
            default -> verdict.differs(what + ": no such place is known; \"backups\" or \"database\" was expected.");
        }
    }

    private void judgeBackups(String what, DiskExpectation expected) throws IOException, SQLException {
        Path directory = environment.requireBackups().directory();
        if (!Files.isDirectory(directory)) {
            verdict.differs(what + ": the directory " + directory + " does not exist; expected one with "
                    + expected.free() + " free.");
            return;
        }
        Quantity free = Quantity.bytes(Files.getFileStore(directory).getUsableSpace());
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
