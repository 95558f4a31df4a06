package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.plan.reading.check.HttpProbeReader;
import dev.belay.orchestrator.plan.reading.check.LogPatterns;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.grammar.Sql;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a watch: for how long, how often, what is measured, and the rules of its decision matrix. */
final class WatchReader {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{0,39}");
    private static final String NAME_EXPECTED =
            "a name of letters, digits, hyphens and _, the first one a small letter";
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration SHORTEST_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_EVERY = Duration.ofMinutes(5);

    private final Section watch;
    private final Set<String> names = new LinkedHashSet<>();

    private WatchReader(Section watch) {
        this.watch = watch;
    }

    static StepDefinition read(Section watch) {
        return new WatchReader(watch).read();
    }

    private StepDefinition read() {
        if (!watch.fields().has("watch")) {
            watch.fields().missing("watch", "for how long, such as 24h");
        }
        Duration length = watch.duration("watch").orElse(Duration.ofHours(1));
        WatchSeries series = series();
        return new WatchStep(length, every(length), series, new MatrixReader(watch, names).read());
    }

    private Duration every(Duration length) {
        Duration every = watch.duration("every").orElse(EVERY.compareTo(length) < 0 ? EVERY : SHORTEST_EVERY);
        if (every.compareTo(SHORTEST_EVERY) < 0 || every.compareTo(LONGEST_EVERY) > 0 || every.compareTo(length) > 0) {
            watch.fields()
                    .find("every")
                    .ifPresent(value -> watch.fields()
                            .illFormed(
                                    value,
                                    "every",
                                    "from " + Durations.format(SHORTEST_EVERY) + " to "
                                            + Durations.format(LONGEST_EVERY) + ", and no more than the watch lasts"));
        }
        return every;
    }

    private WatchSeries series() {
        List<HttpProbe> http =
                watch.items("http").stream().map(HttpProbeReader::read).toList();
        if (http.stream().anyMatch(probe -> probe.fasterBy() != null)) {
            refuseShare();
        }
        if (!http.isEmpty()) {
            names.add(WatchSeries.PROBE_P95);
            names.add(WatchSeries.PROBE_ERRORS);
        }
        List<NamedQuery> prometheus = new ArrayList<>();
        for (Section item : watch.items("prometheus")) {
            prometheus.add(
                    new NamedQuery(name(item), item.fields().requireText("query", "a query that answers one number")));
            item.finish(Part.PROMETHEUS_SERIES);
        }
        List<NamedQuery> database = new ArrayList<>();
        for (Section item : watch.items("database")) {
            database.add(new NamedQuery(name(item), Sql.require(item, "sql")));
            item.finish(Part.DATABASE_SERIES);
        }
        List<LogSeries> logs = new ArrayList<>();
        for (Section item : watch.items("logs")) {
            logs.add(new LogSeries(
                    name(item),
                    item.fields().requireText("source", "the name of a log of the environment"),
                    LogPatterns.require(item)));
            item.finish(Part.LOG_SERIES);
        }
        if (names.isEmpty()) {
            watch.report(
                    watch.fields().node(),
                    "missing",
                    "What to look at is missing in " + watch.what()
                            + "; expected at least one of http, prometheus, database, logs.",
                    "nothing",
                    "http, prometheus, database, logs",
                    "Add one, such as \"http: [{get: /}]\".");
        }
        return new WatchSeries(http, prometheus, database, logs);
    }

    private void refuseShare() {
        watch.fields()
                .find("http")
                .ifPresent(value -> watch.report(
                        value,
                        "share-in-watch",
                        "A request of " + watch.what() + " has a share under \"faster\"; expected a duration.",
                        "a share under faster",
                        "a duration, or a rule of the matrix",
                        "Compare with before in the matrix, such as \"" + WatchSeries.PROBE_P95
                                + "\" above a multiple of before."));
    }

    /** Where it is missing, something stands in for it, so that the other keys are read all the same. */
    private String name(Section item) {
        String name = item.requireName("name", NAME, NAME_EXPECTED);
        if (!name.isEmpty() && !names.add(name)) {
            item.report(
                    item.fields().node(),
                    "duplicate-series",
                    "The name \"" + name + "\" of " + item.what()
                            + " stands here a second time; expected each name once.",
                    name,
                    "each name once",
                    "Give one of the two another name.");
        }
        return name.isEmpty() ? "unnamed" : name;
    }
}
