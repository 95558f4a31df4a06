package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.Release;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.work.CheckWork;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the environment.
 *
 * @param after how much later it is judged, absent where at once
 */
public record CheckStep(
        List<HttpProbe> http,
        DatabaseExpectations database,
        List<FileExpectation> files,
        List<DiskExpectation> disk,
        List<LogExpectation> logs,
        List<String> probes,
        @Nullable Duration after)
        implements StepDefinition {
    public CheckStep {
        http = List.copyOf(http);
        files = List.copyOf(files);
        disk = List.copyOf(disk);
        logs = List.copyOf(logs);
        probes = List.copyOf(probes);
    }

    @Override
    public StepKind kind() {
        return StepKind.CHECK;
    }

    @Override
    public boolean needsRelease() {
        return files.stream().anyMatch(file -> !file.path().startsWith("/"));
    }

    public boolean looksAtNothing() {
        return http.isEmpty()
                && database.equals(DatabaseExpectations.NOTHING)
                && files.isEmpty()
                && disk.isEmpty()
                && logs.isEmpty()
                && probes.isEmpty();
    }

    /** Rows that must be as before the first change. */
    public List<RowsExpectation> comparedRows() {
        return database.rows().stream()
                .filter(rows -> rows.sameAs() == Reference.Origin.BEFORE)
                .toList();
    }

    /** Queries whose time is taken before the first change. */
    public List<String> timedQueries() {
        return database.queries().stream().map(QueryExpectation::sql).distinct().toList();
    }

    /** Requests whose time is taken before the first change. */
    public List<HttpProbe> timedRequests() {
        return http.stream().filter(probe -> probe.fasterBy() != null).toList();
    }

    /** Whether it compares with what was before the first change. */
    public boolean comparesWithBefore() {
        return !logs.isEmpty()
                || !comparedRows().isEmpty()
                || !timedQueries().isEmpty()
                || !timedRequests().isEmpty();
    }

    /**
     * What the worker is asked for, in the directory of the release.
     *
     * @param marks from where on logs are read
     * @param reference of which it gets what it compares with
     */
    public CheckWork work(@Nullable Release release, List<LogMark> marks, Reference reference) {
        Set<String> rows = comparedRows().stream().map(RowsExpectation::sql).collect(Collectors.toSet());
        List<String> queries = timedQueries();
        Reference own = new Reference(
                reference.answers().stream()
                        .filter(answer -> rows.contains(answer.sql()))
                        .toList(),
                reference.times().stream()
                        .filter(time -> queries.contains(time.sql()))
                        .toList(),
                reference.requests().stream()
                        .filter(time -> timedRequests().stream().anyMatch(time::of))
                        .toList());
        return new CheckWork(
                http, database, files, disk, logs, probes, release, logs.isEmpty() ? List.of() : marks, own);
    }
}
