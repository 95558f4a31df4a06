package dev.belay.healthcheck;

import dev.belay.contracts.HttpProbe;
import dev.belay.documents.Nearest;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.environment.HttpAddress;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/** Judges HTTP probes one after the other. */
final class HttpJudge {
    private final HttpRequests requests = new HttpRequests();

    void judge(List<HttpProbe> probes, ReadOnlyDatabase database, Execution execution, Verdict verdict)
            throws InterruptedException {
        for (HttpProbe probe : probes) {
            judge(probe, database, execution, verdict);
        }
    }

    private void judge(HttpProbe probe, ReadOnlyDatabase database, Execution execution, Verdict verdict)
            throws InterruptedException {
        String what = probe.method().label() + " " + probe.path() + " (" + probe.via() + ")";
        HttpAddress address = execution.environment().parts().http().get(probe.via());
        if (address == null) {
            verdict.lacks(lacksAddress(probe, execution));
            return;
        }
        try {
            String path = new PathTemplate(probe.path(), probe.with()).fill(database);
            what = probe.method().label() + " " + path + " (" + probe.via() + ")";
            HttpRequests.Answer answer = requests.send(probe, address, path, execution);
            new AnswerJudge(what, probe, verdict).judge(answer);
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

    private static String lacksAddress(HttpProbe probe, Execution execution) {
        TreeSet<String> known =
                new TreeSet<>(execution.environment().parts().http().keySet());
        return "Environment \"" + execution.environment().name() + "\" has no HTTP address \"" + probe.via()
                + "\" for " + probe.method().label() + " " + probe.path() + "; it has "
                + (known.isEmpty() ? "none" : String.join(", ", known)) + "."
                + Nearest.of(probe.via(), known)
                        .map(nearest -> " Did you mean \"" + nearest + "\"?")
                        .orElse("");
    }
}
