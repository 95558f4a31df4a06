package dev.belay.healthcheck.watch;

import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.Output;
import dev.belay.documents.SeriesText;
import dev.belay.healthcheck.database.ReferenceReader;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.healthcheck.http.Percentile;
import dev.belay.healthcheck.http.RequestReference;
import dev.belay.healthcheck.log.LogFile;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Lacking;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what is before the first change: requests are made twenty times, Prometheus is asked about the last half
 * hour and its median taken, queries are answered and timed as single requests are, and the ends of logs are marked.
 */
public final class BaselineHandler implements Handler<BaselineWork> {
    private static final int REQUESTS = 20;
    private static final int PAST_MOMENTS = 30;
    private static final Duration BETWEEN_MOMENTS = Duration.ofMinutes(1);

    private final HttpRequests requests = new HttpRequests();
    private final Clock clock;

    public BaselineHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<BaselineWork> accepts() {
        return BaselineWork.class;
    }

    @Override
    public Done handle(BaselineWork work, Execution execution) throws InterruptedException {
        List<LogMark> marks = marks(work.logs(), execution);
        List<Output.Measured> values = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        WatchSeries series = work.series();
        WatchSeries direct = new WatchSeries(series.http(), List.of(), series.database(), List.of());
        Meter meter = new Meter(direct, Duration.ofSeconds(15), execution, requests, clock, null);
        Moment moment = meter.look();
        for (int times = 1; times < REQUESTS && !series.http().isEmpty(); times++) {
            moment = meter.look();
        }
        moment.readings().forEach((name, reading) -> keep(name, reading, values, missing));
        for (NamedQuery query : series.prometheus()) {
            keep(query.name(), lately(query.query(), execution), values, missing);
        }
        Redactor redactor = Redactor.of(execution.environment().secrets());
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.PROBE_FAILED,
                    redactor.redact("What the release is compared with could not be measured: "
                            + String.join("; ", missing) + "."),
                    "Mend it and retry, or go on without: rules that compare with it are then not judged.");
        }
        Reference reference = reference(work, execution);
        List<Evidence> evidence = new ArrayList<>(evidence(values, marks));
        Stream.concat(
                        ReferenceReader.evidence(reference).stream(),
                        RequestReference.evidence(reference.requests()).stream())
                .forEach(seen ->
                        evidence.add(new Evidence(redactor.redact(seen.label()), redactor.redact(seen.value()))));
        return new Done(new Output.Baseline(values, marks, reference), evidence);
    }

    private Reference reference(BaselineWork work, Execution execution) throws InterruptedException {
        if (work.rows().isEmpty() && work.queries().isEmpty() && work.requests().isEmpty()) {
            return Reference.NOTHING;
        }
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(execution)) {
            Reference ofDatabase =
                    new ReferenceReader(database, Reference.Origin.BEFORE).read(work.rows(), work.queries());
            Reference reference = new Reference(
                    ofDatabase.answers(),
                    ofDatabase.times(),
                    new RequestReference(requests, database, execution).read(work.requests()));
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while queries were timed");
            }
            return reference;
        } catch (SQLException broken) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while queries were timed");
            }
            throw TargetDatabase.failure(
                    execution.environment().requireDatabase().readOnly(), broken);
        }
    }

    @Override
    public Witnessed witness(BaselineWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only looks");
    }

    private static void keep(String name, Reading reading, List<Output.Measured> values, List<String> missing) {
        if (reading instanceof Reading.Value value) {
            values.add(new Output.Measured(name, value.number()));
        } else {
            missing.add(name + " (" + ((Reading.Missing) reading).why() + ")");
        }
    }

    private Reading lately(String query, Execution execution) throws InterruptedException {
        PrometheusQuery prometheus = new PrometheusQuery(requests, execution);
        Instant now = clock.instant();
        List<Double> found = new ArrayList<>();
        Reading newest = prometheus.ask(query, now);
        for (int back = 1; back < PAST_MOMENTS; back++) {
            if (prometheus.ask(query, now.minus(BETWEEN_MOMENTS.multipliedBy(back))) instanceof Reading.Value value) {
                found.add(value.number());
            }
        }
        if (newest instanceof Reading.Value value) {
            found.add(value.number());
        }
        return found.isEmpty()
                ? newest
                : new Reading.Value(Percentile.of(50, found.stream().sorted().toList()));
    }

    private static List<LogMark> marks(List<String> logs, Execution execution) {
        List<LogMark> marks = new ArrayList<>();
        for (String log : logs) {
            Path file = execution.environment().parts().observed().logs().get(log);
            if (file == null) {
                throw new WorkFailed(
                        FailureCode.ENVIRONMENT_LACKS,
                        Lacking.sentence(
                                execution,
                                "log",
                                log,
                                execution
                                        .environment()
                                        .parts()
                                        .observed()
                                        .logs()
                                        .keySet()),
                        "Add it to the environment file, or correct the name in the plan, then retry.");
            }
            try {
                marks.add(new LogFile(log, file).mark());
            } catch (IOException unreadable) {
                throw new WorkFailed(
                        FailureCode.PROBE_FAILED,
                        "Log " + log + " could not be read (" + unreadable + ").",
                        "Let the user that the worker runs as read it, then retry.");
            }
        }
        return marks;
    }

    private static List<Evidence> evidence(List<Output.Measured> values, List<LogMark> marks) {
        List<Evidence> evidence = new ArrayList<>();
        for (Output.Measured measured : values) {
            Double value = measured.value();
            if (value != null) {
                evidence.add(new Evidence(
                        measured.series() + " before",
                        SeriesText.number(
                                value,
                                switch (measured.series()) {
                                    case WatchSeries.PROBE_P95 -> SeriesUnit.SECONDS;
                                    case WatchSeries.PROBE_ERRORS -> SeriesUnit.PERCENT;
                                    default -> SeriesUnit.NUMBER;
                                })));
            }
        }
        marks.forEach(
                mark -> evidence.add(new Evidence("Log " + mark.source(), "written up to " + mark.offset() + " B")));
        return evidence;
    }
}
