package dev.belay.contracts.watch;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.check.NamedQuery;
import java.util.List;

/**
 * What a watch measures.
 *
 * @param http requests, measured together as {@value #PROBE_P95} and {@value #PROBE_ERRORS}
 * @param prometheus instant queries that answer one number
 * @param database queries that answer one number
 */
public record WatchSeries(
        List<HttpProbe> http, List<NamedQuery> prometheus, List<NamedQuery> database, List<LogSeries> logs) {
    /** The time, in seconds, within which 95 of 100 requests of the last minutes were answered as expected. */
    public static final String PROBE_P95 = "probe.p95";

    /** The share of requests of the last minutes that were not answered as expected. */
    public static final String PROBE_ERRORS = "probe.errors";

    public static final WatchSeries NOTHING = new WatchSeries(List.of(), List.of(), List.of(), List.of());

    public WatchSeries {
        http = List.copyOf(http);
        prometheus = List.copyOf(prometheus);
        database = List.copyOf(database);
        logs = List.copyOf(logs);
    }
}
