package dev.belay.healthcheck.http;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.Reference;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.SqlTrouble;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Lacking;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;

/** Judges HTTP probes one after the other. */
public final class HttpJudge {
    private final HttpRequests requests;

    public HttpJudge(HttpRequests requests) {
        this.requests = requests;
    }

    /** @param reference of the times before the first change */
    public void judge(
            List<HttpProbe> probes,
            Reference reference,
            ReadOnlyDatabase database,
            Execution execution,
            Verdict verdict)
            throws InterruptedException {
        SpeedJudge speed = new SpeedJudge(new RequestTimer(requests), reference, verdict);
        for (HttpProbe probe : probes) {
            judge(probe, speed, database, execution, verdict);
        }
    }

    private void judge(
            HttpProbe probe, SpeedJudge speed, ReadOnlyDatabase database, Execution execution, Verdict verdict)
            throws InterruptedException {
        String what = probe.method().label() + " " + probe.path() + " (" + probe.via() + ")";
        HttpAddress address = execution.environment().parts().http().get(probe.via());
        if (address == null) {
            verdict.lacks(Lacking.sentence(
                    execution,
                    "HTTP address",
                    probe.via(),
                    execution.environment().parts().http().keySet()));
            return;
        }
        try {
            String path = new PathTemplate(probe.path(), probe.with()).fill(database);
            what = probe.method().label() + " " + path + " (" + probe.via() + ")";
            HttpRequests.Answer answer = requests.send(probe, address, path, execution);
            new AnswerJudge(what, probe, verdict).judge(answer);
            if (probe.expects(answer.status())) {
                speed.judge(what, probe, address, path, execution);
            }
        } catch (UnexpectedAnswer unexpected) {
            verdict.differs(what + ": " + unexpected.getMessage() + ".");
        } catch (HttpRequests.NoAnswer noAnswer) {
            verdict.unseen(what + ": " + noAnswer.getMessage() + ".");
        } catch (EnvironmentLacks lacks) {
            verdict.failed(lacks);
        } catch (WorkFailed failed) {
            verdict.failed(failed);
        } catch (SQLException broken) {
            SqlTrouble.report(what, broken, database.user(), verdict);
        }
    }
}
