package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.BaselineStep;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.NotifyStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.PrepareStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a step is called where the plan does not say so. */
public final class Titles {
    private static final int SHOWN_OPERATIONS = 3;

    private Titles() {}

    public static String of(StepKind kind, Section step, List<StepDefinition> parts) {
        return parts.stream()
                .findFirst()
                .filter(part -> part.kind() != StepKind.CHECK)
                .map(Titles::of)
                .orElseGet(() -> step.fields().text(kind.label()).orElse(kind.label()));
    }

    public static String of(StepDefinition definition) {
        if (definition instanceof ApproveStep approve) {
            return approve.question();
        }
        if (definition instanceof NotifyStep notification) {
            return "Tell: " + notification.text();
        }
        if (definition instanceof MaintenanceStep maintenance) {
            return "Maintenance " + maintenance.to().name().toLowerCase(Locale.ROOT);
        }
        if (definition instanceof WatchStep watch) {
            return "Watch for " + Durations.format(watch.length());
        }
        if (definition instanceof BaselineStep baseline) {
            if (baseline.watch() != null) {
                return "Measure before the first change, for " + baseline.watch();
            }
            return ofChecks(baseline);
        }
        if (definition instanceof PrepareStep prepare) {
            return "Prepare " + prepare.version();
        }
        if (definition instanceof RolloutStep rollout) {
            return "Roll out " + rollout.version();
        }
        if (definition instanceof MigrateStep migrate) {
            return migrate(migrate);
        }
        if (definition instanceof OnlineMigrateStep online) {
            return "Change the schema: " + shown(online.operations());
        }
        if (definition instanceof RehearseStep) {
            return "Rehearse the migrations on a copy of the database";
        }
        if (definition instanceof RequireRehearsalStep required) {
            return "The migrations were rehearsed within " + Durations.format(required.within());
        }
        if (definition instanceof RunStep run) {
            return "Run " + run.task();
        }
        return definition instanceof BackupStep backup && backup.snapshot() != null
                ? "Back up the database, with a snapshot"
                : "Back up the database";
    }

    private static String ofChecks(BaselineStep baseline) {
        List<String> parts = new ArrayList<>();
        if (!baseline.logs().isEmpty()) {
            parts.add("Note where logs end: " + String.join(", ", baseline.logs()));
        }
        List<String> measured = new ArrayList<>();
        int asked = baseline.queries().size() + baseline.rows().size();
        if (asked > 0) {
            measured.add(asked == 1 ? "1 query" : asked + " queries");
        }
        int requests = baseline.requests().size();
        if (requests > 0) {
            measured.add(requests == 1 ? "1 request" : requests + " requests");
        }
        if (!measured.isEmpty()) {
            parts.add("Measure before the first change: " + String.join(", ", measured));
        }
        return String.join("; ", parts);
    }

    private static String migrate(MigrateStep migrate) {
        if (migrate.apps().isEmpty()) {
            return "Migrate to " + (migrate.target() == null ? "the latest" : migrate.target());
        }
        return "Migrate "
                + migrate.apps().entrySet().stream()
                        .map(target -> target.getKey() + " to " + target.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String shown(List<OnlineOperation> operations) {
        String first = operations.stream()
                .limit(SHOWN_OPERATIONS)
                .map(OnlineOperation::describe)
                .collect(Collectors.joining(", "));
        int more = operations.size() - SHOWN_OPERATIONS;
        return more > 0 ? first + ", and " + more + " more" : first;
    }
}
