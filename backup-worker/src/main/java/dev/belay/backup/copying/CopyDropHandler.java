package dev.belay.backup.copying;

import dev.belay.backup.postgres.DatabaseFailure;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.CopyDropWork;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Removes a deployment's copies; removing what is gone already is done at once. */
public final class CopyDropHandler implements Handler<CopyDropWork> {
    private final Copies copies;

    public CopyDropHandler(Copies copies) {
        this.copies = copies;
    }

    @Override
    public Class<CopyDropWork> accepts() {
        return CopyDropWork.class;
    }

    @Override
    public Done handle(CopyDropWork work, Execution execution) throws IOException {
        try {
            List<String> dropped = copies.drop(execution);
            return Done.with(
                    new Evidence("removed", dropped.isEmpty() ? "nothing was there" : String.join(", ", dropped)));
        } catch (SQLException error) {
            throw DatabaseFailure.of("removing the copy", error);
        }
    }

    @Override
    public Witnessed witness(CopyDropWork work, Execution execution) {
        return new Witnessed.WasNotDone("it begins again");
    }
}
