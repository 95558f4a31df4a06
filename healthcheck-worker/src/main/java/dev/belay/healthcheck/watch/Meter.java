package dev.belay.healthcheck.watch;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.watch.WatchState;
import dev.belay.healthcheck.http.HttpJudge;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.healthcheck.http.RequestTimes;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures the series of a watch, one moment after the other. */
final class Meter {
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(30);
    private static final int LONGEST_LINE = 160;

    private final WatchSeries series;
    private final Execution execution;
    private final HttpJudge http;
    private final PrometheusQuery prometheus;
    private final Clock clock;
    private final RequestTimes requests;
    private final LogCounts logs;

    Meter(
            WatchSeries series,
            Duration every,
            Execution execution,
            HttpRequests client,
            Clock clock,
            @Nullable WatchState handedOn) {
        this.series = series;
        this.execution = execution;
        this.http = new HttpJudge(client);
        this.prometheus = new PrometheusQuery(client, execution);
        this.clock = clock;
        this.requests =
                new RequestTimes(series.http().size(), every, handedOn == null ? List.of() : handedOn.requests());
        this.logs = new LogCounts(
                execution.environment().parts().observed().logs(),
                handedOn == null ? List.of() : handedOn.logs(),
                handedOn == null ? List.of() : handedOn.lines());
    }

    Moment look() throws InterruptedException {
        Instant begun = clock.instant();
        Map<String, Reading> readings = new LinkedHashMap<>();
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(execution, LONGEST_QUERY)) {
            for (HttpProbe probe : series.http()) {
                request(probe, database);
            }
            if (!series.http().isEmpty()) {
                readings.put(WatchSeries.PROBE_P95, new Reading.Value(requests.p95()));
                readings.put(WatchSeries.PROBE_ERRORS, new Reading.Value(requests.errors()));
            }
            for (NamedQuery query : series.database()) {
                readings.put(query.name(), read(query.query(), database));
            }
        }
        for (NamedQuery query : series.prometheus()) {
            readings.put(query.name(), prometheus.ask(query.query(), begun));
        }
        for (LogSeries log : series.logs()) {
            readings.put(log.name(), logs.count(log, begun));
        }
        stopIfCancelled();
        return new Moment(begun, clock.instant(), readings);
    }

    private void request(HttpProbe probe, ReadOnlyDatabase database) throws InterruptedException {
        Verdict verdict = new Verdict();
        long started = System.nanoTime();
        http.judge(List.of(probe), Reference.NOTHING, database, execution, verdict);
        requests.add(Duration.ofNanos(System.nanoTime() - started), verdict.allHold());
    }

    private static Reading read(String sql, ReadOnlyDatabase database) {
        try {
            String answer = database.single(sql);
            Optional<Quantity> number = Quantity.number(answer.strip());
            return number.isPresent()
                    ? new Reading.Value(number.get().amount().doubleValue())
                    : new Reading.Missing("the query answers with \"" + answer + "\", which is no number");
        } catch (SQLException | UnexpectedAnswer | WorkFailed | EnvironmentLacks broken) {
            return new Reading.Missing(String.valueOf(broken.getMessage()));
        }
    }

    /** What a cancelled look has seen is no measurement: its connections were cut. */
    private void stopIfCancelled() throws InterruptedException {
        if (execution.cancelled()) {
            throw new InterruptedException("cancelled while it was measured");
        }
    }

    /** What logs say now, for people who look on; empty where none has said anything yet. */
    String newestLines() {
        return logs.newest().entrySet().stream()
                .map(log -> ", log " + log.getKey() + ": "
                        + shortened(log.getValue().strip()))
                .collect(Collectors.joining());
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    List<LogMark> marks() {
        return logs.marks();
    }

    List<WatchState.Lines> lines() {
        return logs.lines();
    }

    List<Long> requests() {
        return requests.newest();
    }
}
