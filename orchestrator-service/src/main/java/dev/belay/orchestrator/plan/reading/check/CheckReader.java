package dev.belay.orchestrator.plan.reading.check;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.documents.ExpectationForm;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.step.CheckMigrationsStep;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a check: all that it looks at. */
public final class CheckReader {
    private static final Set<String> PROBES = Set.of("http", "database", "files", "disk", "logs", "probes", "after");
    private static final Expectation SOME = new Expectation(Expectation.Comparison.AT_LEAST, "1");
    private static final List<String> PLACES = List.of("backups", "database");

    private CheckReader() {}

    public static List<StepDefinition> read(Section step) {
        step.fields().requireText("check", "a title");
        List<HttpProbe> http =
                step.items("http").stream().map(HttpProbeReader::read).toList();
        Optional<Section> database = step.inner("database");
        Optional<MigrationsExpectation> migrations = database.flatMap(MigrationsReader::read);
        DatabaseExpectations expectations = database.map(DatabaseReader::read).orElse(DatabaseExpectations.NOTHING);
        CheckStep check = new CheckStep(
                http,
                expectations,
                files(step),
                disk(step),
                logs(step),
                step.fields().texts("probes"),
                after(step, migrations.isPresent()));
        refuseToRepeatComparisons(step, check);
        if (step.lacks(PROBES)) {
            looksAtNothing(step);
        }
        List<StepDefinition> parts = new ArrayList<>();
        if (!check.looksAtNothing()) {
            parts.add(check);
        }
        migrations.map(CheckMigrationsStep::new).ifPresent(parts::add);
        return parts.isEmpty() ? List.of(check) : parts;
    }

    private static void refuseToRepeatComparisons(Section step, CheckStep check) {
        boolean compares = !check.timedRequests().isEmpty()
                || check.database().queries().stream().anyMatch(query -> query.fasterBy() != null);
        if (compares && step.fields().flag("smoke").orElse(false)) {
            step.report(
                    step.fields().node(),
                    "smoke-of-comparison",
                    "\"faster\" than before in " + step.what()
                            + " cannot be repeated after a rollback: all is as it was before then.",
                    "smoke: yes beside a share under faster",
                    "a share in a check that is no smoke check",
                    "Put what compares into a check of its own, without smoke; or give \"faster\" a duration.");
        }
    }

    private static void looksAtNothing(Section step) {
        step.report(
                step.fields().node(),
                "missing",
                "What to look at is missing in " + step.what()
                        + "; expected at least one of http, database, files, disk, logs, probes.",
                "nothing",
                "http, database, files, disk, logs, probes",
                "Add one, such as \"http: [{get: /}]\".");
    }

    private static List<FileExpectation> files(Section step) {
        List<FileExpectation> files = new ArrayList<>();
        for (Section file : step.items("files")) {
            String path = file.fields().requireText("path", "a path or a glob");
            if (("/" + path + "/").contains("/../")) {
                file.fields()
                        .find("path")
                        .ifPresent(value -> file.fields().illFormed(value, "path", "a path without \"..\""));
            }
            files.add(new FileExpectation(
                    path, file.expectation("count", ExpectationForm.COUNT).orElse(SOME)));
            file.finish(Part.FILES);
        }
        return files;
    }

    private static @Nullable Duration after(Section step, boolean migrations) {
        Optional<Duration> after = step.duration("after");
        if (after.isPresent() && (migrations || step.fields().flag("smoke").orElse(false))) {
            step.fields()
                    .find("after")
                    .ifPresent(value -> step.report(
                            value,
                            "not-together",
                            step.thing("after") + " stands beside " + (migrations ? "\"migrations\"" : "\"smoke\"")
                                    + ", which is looked at at once.",
                            "both",
                            "one of the two",
                            "Make a check of each."));
        }
        return after.orElse(null);
    }

    private static List<LogExpectation> logs(Section step) {
        List<LogExpectation> logs = new ArrayList<>();
        for (Section log : step.items("logs")) {
            String source = log.fields().requireText("source", "the name of a log of the environment");
            log.fields().oneOf("since", List.of("start"));
            String matching = LogPatterns.require(log);
            if (!log.fields().has("count")) {
                log.fields().missing("count", ExpectationForm.COUNT.expected());
            }
            log.expectation("count", ExpectationForm.COUNT)
                    .ifPresent(count -> logs.add(new LogExpectation(source, matching, count)));
            log.finish(Part.LOG);
        }
        if (!logs.isEmpty() && step.fields().flag("smoke").orElse(false)) {
            step.report(
                    step.fields().node(),
                    "smoke-of-logs",
                    "Logs in " + step.what() + " cannot be repeated after a rollback: they would show what went wrong"
                            + " before it.",
                    "smoke: yes beside logs",
                    "logs in a check that is no smoke check",
                    "Put the logs into a check of their own, without smoke.");
        }
        return logs;
    }

    private static List<DiskExpectation> disk(Section step) {
        List<DiskExpectation> disk = new ArrayList<>();
        step.inner("disk").ifPresent(places -> {
            for (String place : PLACES) {
                places.expectation(place, ExpectationForm.SPACE)
                        .ifPresent(free -> disk.add(new DiskExpectation(place, free)));
            }
            places.finish(Part.DISK);
        });
        return disk;
    }
}
