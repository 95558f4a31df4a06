package dev.belay.healthcheck;

import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.healthcheck.files.FilesJudge;
import dev.belay.healthcheck.http.AnswerJudge;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Lacking;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.settings.ProbeSettings;
import dev.belay.worker.execution.Execution;
import java.util.List;
import java.util.Map;

/** Judges probes that the environment names. */
final class ProbesJudge {
    private final HttpRequests requests;
    private final Execution execution;
    private final Verdict verdict;

    ProbesJudge(HttpRequests requests, Execution execution, Verdict verdict) {
        this.requests = requests;
        this.execution = execution;
        this.verdict = verdict;
    }

    void judge(List<String> names) throws InterruptedException {
        Map<String, ProbeSettings> known =
                execution.environment().parts().observed().probes();
        for (String name : names) {
            ProbeSettings probe = known.get(name);
            if (probe == null) {
                verdict.lacks(Lacking.sentence(execution, "probe", name, known.keySet()));
            } else if (probe instanceof ProbeSettings.Http http) {
                judge("Probe " + name, http);
            } else {
                ProbeSettings.Files files = (ProbeSettings.Files) probe;
                new FilesJudge(execution, verdict)
                        .judge(List.of(new FileExpectation(files.glob(), files.count())), null);
            }
        }
    }

    private void judge(String what, ProbeSettings.Http http) throws InterruptedException {
        HttpProbe request = new HttpProbe(HttpProbe.Method.GET, what, "", Map.of(), http.status(), List.of(), null);
        try {
            new AnswerJudge(what, request, verdict).judge(requests.send(request, http.address(), "", execution));
        } catch (UnexpectedAnswer unexpected) {
            verdict.differs(what + ": " + unexpected.getMessage() + ".");
        } catch (HttpRequests.NoAnswer noAnswer) {
            verdict.unseen(what + ": " + noAnswer.getMessage() + ".");
        }
    }
}
