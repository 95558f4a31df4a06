package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BackupWork;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.plan.step.ApproveStep.Shown;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.CheckMigrationsStep;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The environment has what the steps make use of. */
final class FeatureRules {
    private static final Set<String> TOOLS_WITH_APPLICATIONS = Set.of("django");
    private static final List<String> TOOLS_WITH_MODELS = List.of("alembic", "django");

    private final EnvironmentAbilities environment;
    private final Complaints complaints;

    FeatureRules(EnvironmentAbilities environment, Complaints complaints) {
        this.environment = environment;
        this.complaints = complaints;
    }

    void judge(Step step) {
        needed(step.definition()).stream()
                .filter(feature -> !environment.has(feature))
                .forEach(feature -> missing(step, feature));
        if (step.definition() instanceof MigrateStep migrate && !migrate.apps().isEmpty()) {
            environment
                    .migrationTool()
                    .filter(tool -> !TOOLS_WITH_APPLICATIONS.contains(tool))
                    .ifPresent(tool -> noApplications(step, tool, "targets", "Write migrate: latest, or one version."));
        }
        if (step.definition() instanceof CheckMigrationsStep check) {
            environment.migrationTool().ifPresent(tool -> judgeMigrations(step, check.expectation(), tool));
        }
        if (step.definition() instanceof BackupStep backup && backup.copyTo() != null) {
            judgePlace(step, backup.copyTo());
        }
        if (step.definition() instanceof WatchStep watch) {
            watch.series().http().stream()
                    .map(HttpProbe::via)
                    .distinct()
                    .forEach(address -> judgeAddress(step, address));
            watch.series().logs().stream()
                    .map(LogSeries::source)
                    .distinct()
                    .forEach(log -> judgeName(step, "log", "reads", log, environment.logs()));
        }
        if (step.definition() instanceof CheckStep check) {
            check.http().stream().map(HttpProbe::via).distinct().forEach(address -> judgeAddress(step, address));
            check.probes().stream()
                    .distinct()
                    .forEach(probe -> judgeName(step, "probe", "looks at", probe, environment.probes()));
            check.logs().stream()
                    .map(LogExpectation::source)
                    .distinct()
                    .forEach(log -> judgeName(step, "log", "reads", log, environment.logs()));
        }
    }

    private static List<Feature> needed(StepDefinition definition) {
        return switch (definition.kind()) {
            case MAINTENANCE -> List.of(Feature.MAINTENANCE);
            case ROLLOUT -> List.of(Feature.ROLLOUT);
            case MIGRATE ->
                definition instanceof OnlineMigrateStep ? List.of(Feature.DATABASE) : List.of(Feature.MIGRATIONS);
            case BACKUP -> definition instanceof BackupStep backup ? ofBackup(backup) : List.of();
            case REHEARSE ->
                definition instanceof RehearseStep rehearse && rehearse.needsTool()
                        ? List.of(Feature.DATABASE, Feature.SCRATCH, Feature.BACKUPS, Feature.MIGRATIONS)
                        : List.of(Feature.DATABASE, Feature.SCRATCH, Feature.BACKUPS);
            case CHECK -> ofCheck(definition);
            case WATCH -> definition instanceof WatchStep watch ? ofWatch(watch.series()) : List.of();
            case APPROVE ->
                definition instanceof ApproveStep approve && approve.show().contains(Shown.CHANGES)
                        ? List.of(Feature.CHANGES)
                        : List.of();
            case NOTIFY, RUN, PREPARE, BASELINE, QUIESCE, STOP, RESTORE -> List.of();
        };
    }

    private static List<Feature> ofBackup(BackupStep backup) {
        return backup.verifications().contains(BackupWork.Verification.RESTORE)
                ? List.of(Feature.DATABASE, Feature.BACKUPS, Feature.SCRATCH)
                : List.of(Feature.DATABASE, Feature.BACKUPS);
    }

    private static List<Feature> ofWatch(WatchSeries series) {
        List<Feature> features = new ArrayList<>();
        if (!series.database().isEmpty()
                || series.http().stream().anyMatch(probe -> !probe.with().isEmpty())) {
            features.add(Feature.DATABASE);
        }
        if (!series.prometheus().isEmpty()) {
            features.add(Feature.PROMETHEUS);
        }
        return features;
    }

    private static List<Feature> ofCheck(StepDefinition definition) {
        if (definition instanceof CheckAheadStep || definition instanceof RequireRehearsalStep) {
            return List.of();
        }
        if (!(definition instanceof CheckStep check)) {
            return List.of(Feature.MIGRATIONS);
        }
        List<Feature> features = new ArrayList<>();
        boolean queries = check.http().stream().anyMatch(probe -> !probe.with().isEmpty());
        boolean space =
                check.disk().stream().anyMatch(disk -> disk.free().value().endsWith("database"));
        if (queries || space || !check.database().equals(DatabaseExpectations.NOTHING)) {
            features.add(Feature.DATABASE);
        }
        if (check.disk().stream().anyMatch(disk -> disk.place().equals("backups"))) {
            features.add(Feature.BACKUPS);
        }
        if (check.disk().stream().anyMatch(disk -> disk.place().equals("database"))) {
            features.add(Feature.DISK_FREE);
        }
        return features;
    }

    private void missing(Step step, Feature feature) {
        complaints.about(
                step,
                "missing-feature",
                "needs \"" + feature.word() + "\", which the file of environment \"" + environment.environment()
                        + "\" does not have.",
                "no " + feature.word(),
                "\"" + feature.word() + "\" in the environment file",
                "Add it to the file, or remove what needs it.");
    }

    private void judgeMigrations(Step step, MigrationsExpectation expectation, String tool) {
        if (!expectation.apps().isEmpty() && !TOOLS_WITH_APPLICATIONS.contains(tool)) {
            noApplications(step, tool, "migrations", "Name versions of all together.");
        }
        if (expectation.missing() == MigrationsExpectation.Pending.NONE && !TOOLS_WITH_MODELS.contains(tool)) {
            complaints.about(
                    step,
                    "no-models",
                    "expects that no migration is missing, but the migration tool of environment \""
                            + environment.environment() + "\" is " + tool + ", which knows no models.",
                    tool,
                    String.join(", ", TOOLS_WITH_MODELS),
                    "Remove \"missing\".");
        }
    }

    private void noApplications(Step step, String tool, String named, String mend) {
        complaints.about(
                step,
                "no-applications",
                "names " + named + " by application, but the migration tool of environment \""
                        + environment.environment() + "\" is " + tool + ", which knows none.",
                tool,
                String.join(", ", TOOLS_WITH_APPLICATIONS),
                mend);
    }

    private void judgeName(Step step, String thing, String does, String name, Set<String> known) {
        if (!known.contains(name)) {
            complaints.about(
                    step,
                    "unknown-" + thing,
                    does + " " + thing + " \"" + name + "\", which environment \"" + environment.environment()
                            + "\" does not name under \"" + thing + "s\"; expected " + Complaints.oneOf(known) + ".",
                    name,
                    String.join(", ", known),
                    Complaints.didYouMean(name, known, "Add it to the environment file."));
        }
    }

    private void judgePlace(Step step, String place) {
        Set<String> known = environment.backupPlaces();
        if (!known.contains(place)) {
            complaints.about(
                    step,
                    "unknown-place",
                    "copies the backup to \"" + place + "\", which environment \"" + environment.environment()
                            + "\" does not name under \"copies\" of \"backups\"; expected "
                            + Complaints.oneOf(known) + ".",
                    place,
                    String.join(", ", known),
                    Complaints.didYouMean(place, known, "Add it to the environment file."));
        }
    }

    private void judgeAddress(Step step, String address) {
        Set<String> addresses = environment.httpAddresses();
        if (!addresses.contains(address)) {
            complaints.about(
                    step,
                    "unknown-address",
                    "makes requests via \"" + address + "\", which environment \"" + environment.environment()
                            + "\" does not name under \"http\"; expected " + Complaints.oneOf(addresses) + ".",
                    address,
                    String.join(", ", addresses),
                    Complaints.didYouMean(address, addresses, "Add it to the environment file."));
        }
    }
}
