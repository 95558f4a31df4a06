package dev.belay.healthcheck;

import dev.belay.contracts.work.CheckWork;
import dev.belay.healthcheck.database.DatabaseJudge;
import dev.belay.healthcheck.files.DiskJudge;
import dev.belay.healthcheck.files.FilesJudge;
import dev.belay.healthcheck.http.HttpJudge;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.healthcheck.log.LogsJudge;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.process.Processes;
import dev.belay.worker.redaction.Redactor;
import java.io.IOException;

/** Judges all expectations of a check once and reports together whatever does not hold. */
public final class CheckHandler implements Handler<CheckWork> {
    private final HttpRequests requests = new HttpRequests();
    private final Processes processes;

    public CheckHandler(Processes processes) {
        this.processes = processes;
    }

    @Override
    public Class<CheckWork> accepts() {
        return CheckWork.class;
    }

    @Override
    public Done handle(CheckWork work, Execution execution) throws InterruptedException, IOException {
        Verdict verdict = new Verdict();
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(execution)) {
            new HttpJudge(requests).judge(work.http(), work.reference(), database, execution, verdict);
            stopIfCancelled(execution);
            new DatabaseJudge(database, work.reference(), verdict).judge(work.database());
            stopIfCancelled(execution);
            new FilesJudge(execution, verdict).judge(work.files(), work.release());
            stopIfCancelled(execution);
            new ProbesJudge(requests, execution, verdict).judge(work.probes());
            stopIfCancelled(execution);
            new LogsJudge(execution, verdict).judge(work.logs(), work.marks());
            stopIfCancelled(execution);
            new DiskJudge(processes, execution, database, verdict).judge(work.disk());
        }
        stopIfCancelled(execution);
        return verdict.done(Redactor.of(execution.environment().secrets()));
    }

    @Override
    public Witnessed witness(CheckWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }

    /** What a cancelled check has seen is no verdict: its connections were cut. */
    private static void stopIfCancelled(Execution execution) throws InterruptedException {
        if (execution.cancelled()) {
            throw new InterruptedException("cancelled while the check was judged");
        }
    }
}
