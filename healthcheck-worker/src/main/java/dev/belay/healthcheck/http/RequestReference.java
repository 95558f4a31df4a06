package dev.belay.healthcheck.http;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.Reference.RequestTime;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Spans;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the times that checks compare with later. A request that is not answered as expected yet, since the release
 * brings it, is no failure; what compares with it is not judged then.
 */
public final class RequestReference {
    private final RequestTimer timer;
    private final ReadOnlyDatabase database;
    private final Execution execution;

    /** @param database fills the paths */
    public RequestReference(HttpRequests requests, ReadOnlyDatabase database, Execution execution) {
        this.timer = new RequestTimer(requests);
        this.database = database;
        this.execution = execution;
    }

    /** @throws SQLException when the database that a path is filled from does not answer */
    public List<RequestTime> read(List<HttpProbe> probes) throws SQLException, InterruptedException {
        List<RequestTime> times = new ArrayList<>();
        for (HttpProbe probe : probes) {
            times.add(time(probe));
        }
        return times;
    }

    private RequestTime time(HttpProbe probe) throws SQLException, InterruptedException {
        HttpAddress address = execution.environment().parts().http().get(probe.via());
        if (address == null) {
            return RequestTimer.untaken(probe, "the environment has no address \"" + probe.via() + "\"");
        }
        try {
            return timer.time(probe, address, new PathTemplate(probe.path(), probe.with()).fill(database), execution);
        } catch (UnexpectedAnswer unfilled) {
            return RequestTimer.untaken(probe, String.valueOf(unfilled.getMessage()));
        }
    }

    /** What was found, for people. */
    public static List<Evidence> evidence(List<RequestTime> times) {
        return times.stream().map(RequestReference::evidence).toList();
    }

    private static Evidence evidence(RequestTime time) {
        Duration took = time.took();
        return new Evidence(
                time.method() + " " + time.path() + " (" + time.via() + ") before",
                took == null ? time.trouble() + ", so what compares with it is not judged" : Spans.shown(took));
    }
}
