package dev.belay.healthcheck.http;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.Reference.RequestTime;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes the time of a request, as the median of five that are all answered as expected. */
final class RequestTimer {
    private static final int TIMES = 5;

    private final HttpRequests requests;

    RequestTimer(HttpRequests requests) {
        this.requests = requests;
    }

    /** @param path with nothing left to be filled */
    RequestTime time(HttpProbe probe, HttpAddress address, String path, Execution execution)
            throws InterruptedException {
        List<Duration> took = new ArrayList<>();
        while (took.size() < TIMES) {
            try {
                HttpRequests.Answer answer = requests.send(probe, address, path, execution);
                if (!probe.expects(answer.status())) {
                    return untaken(probe, "found status " + answer.status());
                }
                took.add(answer.took());
            } catch (HttpRequests.NoAnswer | UnexpectedAnswer noAnswer) {
                return untaken(probe, String.valueOf(noAnswer.getMessage()));
            }
        }
        took.sort(null);
        return new RequestTime(probe.method(), probe.via(), probe.path(), took.get(TIMES / 2), "");
    }

    static RequestTime untaken(HttpProbe probe, String why) {
        return new RequestTime(probe.method(), probe.via(), probe.path(), null, why);
    }
}
