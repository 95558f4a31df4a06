package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.counting.SessionMarks;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.DatabaseFailure;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Output.SessionMark;
import dev.belay.contracts.work.RestoreForecastWork;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what has changed since a backup, so that people see what a restore from it would lose. */
public final class RestoreForecastHandler implements Handler<RestoreForecastWork> {
    @Override
    public Class<RestoreForecastWork> accepts() {
        return RestoreForecastWork.class;
    }

    @Override
    public Done handle(RestoreForecastWork work, Execution execution) throws IOException {
        BackupManifest manifest = VerifiedBackup.find(work.backup()).manifest();
        Login login = execution.environment().requireDatabase().main();
        try (DatabaseSession session = DatabaseSession.onLive(login, execution)) {
            Optional<SessionMark> now = SessionMarks.read(session);
            List<TableCount> then = manifest.contents().tables();
            String horizon = manifest.source().horizon();
            List<Evidence> changes = new ArrayList<>(
                    new TableChanges(session, horizon, manifest.source().takenAt()).since(then));
            if (horizon == null) {
                changes.add(new Evidence("rows changed in place", "unknown: counts do not show them"));
            }
            return Done.with(
                    new Output.RestoreForecast(now.orElse(null), changes),
                    new Evidence("compared with backup", manifest.id().text()),
                    new Evidence("tables that differ", changes.size() + " of " + then.size()),
                    new Evidence(
                            "told by",
                            "the number of rows, and the transactions that wrote them last; what migrations other than"
                                    + " online operations wrote is among them"));
        } catch (SQLException error) {
            throw DatabaseFailure.of("comparing the tables at " + login.url() + " with the backup", error);
        }
    }

    @Override
    public Witnessed witness(RestoreForecastWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }
}
