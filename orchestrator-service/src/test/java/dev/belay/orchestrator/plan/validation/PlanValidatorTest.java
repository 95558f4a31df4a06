package dev.belay.orchestrator.plan.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.Manifest.Abilities;
import dev.belay.contracts.manifest.Manifest.Changes;
import dev.belay.contracts.manifest.Manifest.Task;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanValidatorTest {
    private static final String BACKUP = "backup: database\nverify: [restore]";
    private static final Abilities ALL = new Abilities(
            List.of(
                    new Task("count", Changes.NOTHING, true, null),
                    new Task("recount", Changes.DATA, false, null),
                    new Task("discount", Changes.DATA, false, "uncount"),
                    new Task("uncount", Changes.DATA, false, null),
                    new Task("send-mails", Changes.OUTSIDE, false, null),
                    new Task("publish", Changes.OUTSIDE, false, "withdraw"),
                    new Task("withdraw", Changes.OUTSIDE, false, null)),
            Set.of("maintenance", "rollout", "rollout.changes", "backups", "database", "scratch"),
            Set.of("public", "internal"),
            Set.of("import-source"),
            Set.of("api", "worker"),
            "flyway");

    @Test
    void findsNothingWrongWithAPlanThatCanBeCarriedOut() {
        assertThat(complaints(
                        ALL,
                        "check: a\nhttp: [{get: /}, {via: internal, get: /}]\ndatabase: {migrations: none pending}",
                        "maintenance: on",
                        BACKUP,
                        "rollout: v2",
                        "migrate: latest\nundo: restore",
                        "run: count\ndryRun: first",
                        "run: recount\nundo: restore",
                        "run: recount\nundo: uncount",
                        "run: discount",
                        "run: publish"))
                .isEmpty();
    }

    @Test
    void aRehearsalNeedsAPlaceForItsCopy() {
        String rehearse = "rehearse: database";
        assertThat(complaints(ALL, rehearse, "migrate: latest")).isEmpty();
        assertThat(complaints(without("scratch"), rehearse))
                .singleElement()
                .asString()
                .contains("Step \"rehearse-1\" needs \"scratch\"");
        assertThat(complaints(without("backups"), rehearse))
                .singleElement()
                .asString()
                .contains("Step \"rehearse-1\" needs \"backups\"");
    }

    @Test
    void workersThatShareACopyRunInOnePlace() {
        Abilities local = new Abilities(
                ALL.tasks(),
                Set.of("backups", "database", "scratch", "scratch.local"),
                ALL.httpAddresses(),
                ALL.probes(),
                ALL.logs(),
                ALL.migrationTool());
        String looking = "rehearse: database\nafterUpgrade: {tables: {a: present}}";

        assertThat(apart(local, WorkerKind.MIGRATION, "rehearse: database"))
                .singleElement()
                .asString()
                .contains(
                        "keeps on a server of its own, and the migration worker of environment \"shop-production\" runs on"
                                + " another host, in another container, or as another user.")
                .contains("or name a scratch server");
        assertThat(apart(local, WorkerKind.HEALTHCHECK, "rehearse: database")).isEmpty();
        assertThat(apart(local, WorkerKind.HEALTHCHECK, looking)).hasSize(1);
        assertThat(apart(ALL, WorkerKind.MIGRATION, "rehearse: database")).isEmpty();
        assertThat(apart(local, WorkerKind.ROLLOUT, looking)).isEmpty();
    }

    private static List<String> apart(Abilities abilities, WorkerKind elsewhere, String step) {
        List<Manifest> manifests = Arrays.stream(WorkerKind.values())
                .map(worker -> new Manifest(
                        "shop-production",
                        "default",
                        worker,
                        "ab".repeat(32),
                        Instant.EPOCH,
                        abilities.at(worker == elsewhere ? "there" : "here"),
                        null))
                .toList();
        return new PlanValidator()
                        .validate(
                                PlanTexts.compiled(PlanTexts.withSteps(step), Map.of()),
                                EnvironmentAbilities.of("shop-production", manifests))
                        .stream()
                        .map(Finding::toString)
                        .toList();
    }

    private static Abilities without(String feature) {
        Set<String> features = ALL.features().stream()
                .filter(known -> !known.equals(feature))
                .collect(java.util.stream.Collectors.toSet());
        return new Abilities(ALL.tasks(), features, ALL.httpAddresses(), ALL.probes(), ALL.logs(), ALL.migrationTool());
    }

    @Test
    void aBackupFromBeforeAPhaseThatIsKeptDoesNotCountAfterIt() {
        String before = "plan: shop\nphases:\n  - phase: mend\n    keep: yes\n    steps:\n      - backup: database\n"
                + "        verify: [restore]\n      - run: recount\n        undo: restore\n"
                + "  - phase: change\n    steps:\n";
        String change = "      - run: recount\n        undo: restore\n";

        assertThat(judged(before + change))
                .containsExactly("plan.yaml:12:9: Step \"run-2\" is undone by restore, but no backup between phase"
                        + " \"mend\", which is kept, and it is verified by restore. Add \"backup: database\" with"
                        + " \"verify: [list, checksum, restore]\" before it.");
        assertThat(judged(before + "      - backup: database\n        verify: [restore]\n" + change))
                .isEmpty();
    }

    @Test
    void aPhaseThatIsKeptDoesNotEndBehindTheMaintenancePage() {
        String plan = "plan: shop\nphases:\n  - phase: mend\n    keep: yes\n    steps:\n      - maintenance: on\n";

        assertThat(judged(plan))
                .containsExactly("plan.yaml:6:9: Step \"maintenance-1\" switches the maintenance page on, and phase"
                        + " \"mend\", which is kept, ends with it on; a later failure would leave the page on. Add"
                        + " \"maintenance: off\" to the phase, or keep a later one.");
        assertThat(judged(plan + "      - maintenance: off\n")).isEmpty();
    }

    private static List<String> judged(String yaml) {
        return new PlanValidator()
                        .validate(
                                PlanTexts.compiled(yaml, Map.of()),
                                EnvironmentAbilities.of("shop-production", everyWorker(ALL)))
                        .stream()
                        .map(Finding::toString)
                        .toList();
    }

    @Test
    void judgesTheTasksThatAreOffered() {
        assertThat(complaints(
                        ALL,
                        "rollout: v2\nonFailure: {ask: {offer: [count, discount, discont]}}",
                        "rollout: v3\nonFailure: {ask: {offer: [recount]}}"))
                .containsExactly(
                        "plan.yaml:5:9: Step \"rollout-1\" offers task \"discont\", which environment"
                                + " \"shop-production\" does not name; expected one of count, discount, publish,"
                                + " recount, send-mails, uncount, withdraw. Did you mean \"discount\"?",
                        "plan.yaml:7:9: Step \"rollout-2\" offers task \"recount\", which changes things, without a"
                                + " way to take that back; expected \"undo\" of the task in the environment file."
                                + " Add \"undo\" to the task in the environment file, or offer another one.");
    }

    @Test
    void namesTheNearestProbeAndLog() {
        assertThat(complaints(
                        ALL, "check: a\nprobes: [import-source]\nlogs: [{source: api, matching: error, count: none}]"))
                .isEmpty();
        assertThat(complaints(
                        ALL, "check: a\nprobes: [import-sourse]\nlogs: [{source: apo, matching: error, count: none}]"))
                .containsExactly(
                        "plan.yaml:5:9: Step \"check-1\" looks at probe \"import-sourse\", which environment"
                                + " \"shop-production\" does not name under \"probes\"; expected one of import-source."
                                + " Did you mean \"import-source\"?",
                        "plan.yaml:5:9: Step \"check-1\" reads log \"apo\", which environment \"shop-production\""
                                + " does not name under \"logs\"; expected one of api, worker. Did you mean \"api\"?");
    }

    @Test
    void namesTheNearestEnvironmentForOneThatIsNotKnown() {
        EnvironmentAbilities unknown = EnvironmentAbilities.of("shop-prodution", everyWorker(ALL));

        assertThat(complaints(unknown, "notify: a"))
                .containsExactly("plan.yaml:1:1: Environment \"shop-prodution\" is not known; expected one of"
                        + " shop-production. Did you mean \"shop-production\"?");
        assertThat(complaints(EnvironmentAbilities.of("shop", List.of()), "notify: a"))
                .containsExactly("plan.yaml:1:1: Environment \"shop\" is not known; expected one that a worker has"
                        + " published, and none has. Start workers with that environment's file.");
    }

    @Test
    void refusesAnEnvironmentWhoseFileIsInvalid() {
        List<Manifest> manifests = new ArrayList<>();
        for (WorkerKind worker : WorkerKind.values()) {
            manifests.add(
                    manifest(worker, "aa", Abilities.NONE, "environment.yaml:3:1: Key \"databse\" is not known."));
        }

        assertThat(complaints(EnvironmentAbilities.of("shop-production", manifests), "run: nothing-known"))
                .containsExactly("plan.yaml:1:1: The file of environment \"shop-production\" cannot be used:"
                        + " environment.yaml:3:1: Key \"databse\" is not known. Mend the file; its workers read it again"
                        + " by themselves.");
    }

    @Test
    void refusesAnEnvironmentOfWhichWorkersHaveDifferentFiles() {
        List<Manifest> manifests = List.of(
                manifest(WorkerKind.ROLLOUT, "aaaaaaaaaaaaaaaa", ALL, null),
                manifest(WorkerKind.BACKUP, "bbbbbbbbbbbbbbbb", ALL, null));

        assertThat(complaints(EnvironmentAbilities.of("shop-production", manifests), "rollout: v2"))
                .containsExactly("plan.yaml:1:1: The workers have different files of environment \"shop-production\":"
                        + " backup bbbbbbbbbbbb, rollout aaaaaaaaaaaa. Give all workers the same file.");
    }

    @Test
    void refusesAnEnvironmentThatWasRemoved() {
        ManifestRemoval removal = new ManifestRemoval(
                "shop-production", "default", WorkerKind.ROLLOUT, Instant.parse("2026-02-01T10:00:00.5Z"));

        assertThat(complaints(
                        EnvironmentAbilities.of("shop-production", List.of(), Optional.of(removal)), "rollout: v2"))
                .containsExactly(
                        "plan.yaml:1:1: Environment \"shop-production\" was removed: its file was gone when the"
                                + " rollout worker of pool \"default\" looked at 2026-02-01T10:00:00Z, and no worker has it now;"
                                + " expected one that a worker has. Put its file back among the environment files of its workers,"
                                + " or name another environment.");
    }

    @Test
    void whatOneWorkerHasRemovedAnotherMayStillHave() {
        ManifestRemoval removal = new ManifestRemoval(
                "shop-production", "default", WorkerKind.BACKUP, Instant.parse("2026-02-01T10:00:00Z"));
        List<Manifest> manifests = List.of(manifest(WorkerKind.ROLLOUT, "aa", ALL, null));

        assertThat(complaints(
                        EnvironmentAbilities.of("shop-production", manifests, Optional.of(removal)), "rollout: v2"))
                .isEmpty();
    }

    @Test
    void refusesAnEnvironmentThatSeveralPoolsKnow() {
        List<Manifest> manifests = List.of(
                manifest(WorkerKind.ROLLOUT, "aa", ALL, null),
                new Manifest(
                        "shop-production",
                        "far",
                        WorkerKind.ROLLOUT,
                        "aa",
                        Instant.parse("2026-02-01T00:00:00Z"),
                        ALL,
                        null));

        assertThat(complaints(EnvironmentAbilities.of("shop-production", manifests), "rollout: v2"))
                .singleElement()
                .asString()
                .contains("is known to workers of several pools: default, far; expected one");
    }

    @Test
    void takesTheNewestManifestOfAWorker() {
        List<Manifest> manifests = new ArrayList<>(everyWorker(ALL));
        manifests.add(
                0,
                new Manifest(
                        "shop-production",
                        "default",
                        WorkerKind.ROLLOUT,
                        "older",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Abilities.NONE,
                        "It was broken."));

        assertThat(complaints(EnvironmentAbilities.of("shop-production", manifests), "rollout: v2"))
                .isEmpty();
    }

    @Test
    void missesTheWorkersThatThePlanNeedsEachOnce() {
        List<Manifest> manifests = List.of(manifest(WorkerKind.ROLLOUT, "aa", ALL, null));

        assertThat(complaints(
                        EnvironmentAbilities.of("shop-production", manifests),
                        "rollout: v2",
                        "migrate: latest",
                        "check: a\ndatabase: {migrations: none pending}",
                        "check: b\nhttp: [{get: /}]"))
                .containsExactly(
                        "plan.yaml:6:9: Step \"migrate-1\" needs the migration worker, but none has published a manifest"
                                + " for environment \"shop-production\". Start it with that environment's file.",
                        "plan.yaml:9:9: Step \"check-2\" needs the healthcheck worker, but none has published a manifest"
                                + " for environment \"shop-production\". Start it with that environment's file.");
    }

    @Test
    void missesWhatTheEnvironmentFileDoesNotHave() {
        Abilities bare = new Abilities(List.of(), Set.of(), Set.of("public"), Set.of(), Set.of(), null);

        assertThat(findings(
                        EnvironmentAbilities.of("shop-production", everyWorker(bare)),
                        "maintenance: on",
                        "rollout: v2",
                        "migrate: latest",
                        BACKUP,
                        "check: a\ndatabase: {migrations: none pending, connections: under 50}",
                        "check: b\ndisk: {backups: at least 10GB}\nhttp: [{get: \"/{a}\", with: {a: {sql: select 1}}}]",
                        "check: c\ndisk: {database: at least 10GB}"))
                .extracting(finding -> finding.code() + " " + finding.found())
                .containsExactly(
                        "missing-feature no maintenance",
                        "missing-feature no rollout",
                        "missing-feature no migrations",
                        "missing-feature no database",
                        "missing-feature no backups",
                        "missing-feature no scratch",
                        "missing-feature no database",
                        "missing-feature no migrations",
                        "missing-feature no database",
                        "missing-feature no backups",
                        "missing-feature no database.limits.diskFree");
    }

    @Test
    void refusesTargetsByApplicationWhereTheToolKnowsNone() {
        Abilities flyway = new Abilities(List.of(), Set.of(), Set.of(), Set.of(), Set.of(), "flyway");
        Abilities django = new Abilities(List.of(), Set.of(), Set.of(), Set.of(), Set.of(), "django");

        assertThat(complaints(flyway, "migrate: {to: {shop: 0007}}"))
                .singleElement()
                .asString()
                .contains("names targets by application", "is flyway, which knows none", "Write migrate: latest");
        assertThat(complaints(django, "migrate: {to: {shop: 0007}}")).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhereAndForWhat() {
        assertThat(complaints(
                        new Abilities(List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null), "maintenance: on"))
                .containsExactly("plan.yaml:5:9: Step \"maintenance-1\" needs \"maintenance\", which the file of"
                        + " environment \"shop-production\" does not have. Add it to the file, or remove what needs"
                        + " it.");
    }

    @Test
    void namesTheNearestTaskForOneThatTheEnvironmentDoesNotName() {
        assertThat(complaints(ALL, "run: send-mail"))
                .containsExactly("plan.yaml:5:9: Step \"run-1\" runs task \"send-mail\", which environment"
                        + " \"shop-production\" does not name; expected one of count, discount, publish, recount,"
                        + " send-mails, uncount, withdraw. Did you mean \"send-mails\"?");
    }

    @Test
    void refusesAnUndoTaskThatTheEnvironmentDoesNotName() {
        assertThat(complaints(ALL, "migrate: latest\nundo: uncuont"))
                .containsExactly("plan.yaml:5:9: Step \"migrate-1\" is undone by task \"uncuont\", which environment"
                        + " \"shop-production\" does not name; expected one of count, discount, publish, recount,"
                        + " send-mails, uncount, withdraw. Did you mean \"uncount\"?");
    }

    @Test
    void refusesADryRunOfATaskThatHasNone() {
        assertThat(complaints(ALL, "run: discount\ndryRun: first"))
                .containsExactly("plan.yaml:5:9: Step \"run-1\" has \"dryRun: first\", but task \"discount\" has no dry"
                        + " run. Add \"dryRun\" to the task, or remove it from the step.");
    }

    @Test
    void refusesATaskThatChangesDataWithoutAWayBack() {
        String complaint = "plan.yaml:5:9: Step \"run-1\" runs task \"recount\", which changes data, without a way to"
                + " take that back; expected \"undo\" with a task, or \"undo: restore\". Add it to the step, or \"undo\""
                + " to the task in the environment file.";

        assertThat(complaints(ALL, "run: recount")).containsExactly(complaint);
        assertThat(complaints(ALL, "run: recount\nundo: none")).containsExactly(complaint);
    }

    @Test
    void refusesATaskThatChangesThingsOutsideWithoutATaskThatTakesThemBack() {
        String complaint =
                "Step \"run-1\" runs task \"send-mails\", which changes things outside the database, without a"
                        + " way to take that back; expected \"undo\" with a task. Add it to the step, or \"undo\" to the task in"
                        + " the environment file.";

        assertThat(complaints(ALL, "run: send-mails")).containsExactly("plan.yaml:5:9: " + complaint);
        assertThat(complaints(ALL, BACKUP, "run: send-mails\nid: run-1\nundo: restore"))
                .containsExactly("plan.yaml:7:9: " + complaint);
    }

    @Test
    void refusesARestoreWithoutAVerifiedBackupBeforeIt() {
        String complaint = "plan.yaml:5:9: Step \"run-1\" is undone by restore, but no backup before it is verified by"
                + " restore. Add \"backup: database\" with \"verify: [list, checksum, restore]\" before it.";

        assertThat(complaints(ALL, "run: recount\nundo: restore", BACKUP)).containsExactly(complaint);
        assertThat(complaints(ALL, "run: recount\nundo: restore")).containsExactly(complaint);
        assertThat(findings(environment(ALL), "backup: database", "migrate: latest\nundo: restore"))
                .extracting(Finding::code, Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("no-verified-backup", 6));
    }

    @Test
    void refusesARestoreWithoutAVerifiedBackupOnAnyEnvironment() {
        assertThat(new PlanValidator()
                        .validate(PlanTexts.compiled(PlanTexts.withSteps("run: recount\nundo: restore"), Map.of())))
                .extracting(Finding::code)
                .containsExactly("no-verified-backup");
    }

    @Test
    void refusesTwoChangesOfOneTargetTogether() {
        String mend = "; expected different targets. Write one after the other.";

        assertThat(complaints(ALL, "together: [{migrate: latest}, {run: discount}]"))
                .containsExactly(
                        "plan.yaml:5:39: Step \"run-1\" changes the database together with step \"migrate-1\"" + mend);
        assertThat(complaints(ALL, "together: [{rollout: v2}, {rollout: v3}]"))
                .containsExactly(
                        "plan.yaml:5:35: Step \"rollout-2\" changes the live version together with step \"rollout-1\""
                                + mend);
        assertThat(complaints(ALL, "together: [{run: publish}, {run: publish}]"))
                .containsExactly(
                        "plan.yaml:5:36: Step \"run-2\" changes what task \"publish\" changes together with step"
                                + " \"run-1\"" + mend);
    }

    @Test
    void refusesABackupBesideAChangeOfTheDatabase() {
        String complaint = " which changes it; expected a copy of what stands still. Write the copy before it.";

        assertThat(complaints(ALL, "together: [{migrate: latest}, {backup: database}]"))
                .containsExactly(
                        "plan.yaml:5:39: Step \"backup-1\" copies the database together with step \"migrate-1\","
                                + complaint);
        assertThat(complaints(ALL, "together: [{backup: database}, {run: discount}]"))
                .containsExactly("plan.yaml:5:20: Step \"backup-1\" copies the database together with step \"run-1\","
                        + complaint);
    }

    @Test
    void refusesARehearsalBesideAChangeOfTheDatabase() {
        assertThat(complaints(ALL, "together: [{migrate: latest}, {rehearse: database}]"))
                .containsExactly(
                        "plan.yaml:5:39: Step \"rehearse-1\" copies the database together with step \"migrate-1\","
                                + " which changes it; expected a copy of what stands still. Write the copy before it.");
        assertThat(complaints(ALL, "together: [{check: a, http: [{get: /}]}, {rehearse: database}]"))
                .isEmpty();
    }

    @Test
    void refusesACheckBesideAChange() {
        assertThat(complaints(ALL, "together: [{check: a, http: [{get: /}]}, {rollout: v2}]"))
                .containsExactly(
                        "plan.yaml:5:20: Step \"check-1\" looks together with step \"rollout-1\", which changes"
                                + " something; expected reads alone, or changes alone. Write the check before or after it.");
    }

    @Test
    void takesReadsAndChangesOfDifferentTargetsTogether() {
        assertThat(complaints(
                        ALL,
                        "together: [{check: a, http: [{get: /}]}, {backup: database}, {run: count}]",
                        "together: [{maintenance: on}, {rollout: v2}, {migrate: latest}, {run: publish}]"))
                .isEmpty();
    }

    @Test
    void refusesARestoreWhoseBackupRunsBesideIt() {
        assertThat(findings(
                        environment(ALL),
                        "together: [{" + BACKUP.replace("\n", ", ") + "}, {run: publish, undo: restore}]"))
                .extracting(Finding::code)
                .contains("no-verified-backup");
    }

    @Test
    void judgesTogetherWithoutAnEnvironmentWhatIsKnownThen() {
        PlanValidator validator = new PlanValidator();

        assertThat(validator.validate(PlanTexts.compiled(
                        PlanTexts.withSteps("together: [{backup: database}, {migrate: latest}]"), Map.of())))
                .extracting(Finding::code)
                .containsExactly("copy-beside-change");
        assertThat(validator.validate(PlanTexts.compiled(
                        PlanTexts.withSteps("together: [{check: a, http: [{get: /}]}, {run: count}]"), Map.of())))
                .isEmpty();
    }

    @Test
    void namesTheNearestAddressForOneThatTheEnvironmentDoesNotName() {
        assertThat(complaints(ALL, "check: a\nhttp: [{via: intern, get: /}, {via: intern, get: /b}]"))
                .containsExactly("plan.yaml:5:9: Step \"check-1\" makes requests via \"intern\", which environment"
                        + " \"shop-production\" does not name under \"http\"; expected one of internal, public. Did you"
                        + " mean \"internal\"?");
    }

    @Test
    void refusesCopiesAndChangesWithoutAnEstimateWhereThereIsAWindow() {
        List<String> complaints = complaints(
                "window: {opens: 02:00, closes: 04:00, zone: UTC}",
                "check: a\nhttp: [{get: /}]",
                BACKUP,
                "rollout: v2\nestimate: 5m",
                "run: count",
                "run: publish");

        assertThat(complaints)
                .containsExactly(
                        "plan.yaml:8:9: Step \"backup-1\" has no estimate, and has not run in this environment before;"
                                + " expected one, since the plan has a window. Add \"estimate: 5m\", with how long it"
                                + " probably takes.",
                        "plan.yaml:13:9: Step \"run-2\" has no estimate, and has not run in this environment before;"
                                + " expected one, since the plan has a window. Add \"estimate: 5m\", with how long it"
                                + " probably takes.");
    }

    @Test
    void refusesAWindowIntoWhichTheChangesAndTheRollbackDoNotFit() {
        String[] steps = {
            "backup: database\nestimate: 3h",
            "rollout: v2\nestimate: 30m",
            "check: a\nhttp: [{get: /}]",
            "migrate: latest\nestimate: 80m"
        };
        String window = "window: {opens: 23:00, closes: 01:00, zone: UTC}\n";

        assertThat(complaints(window + "rollback: {takes: at most 10m}", steps)).isEmpty();
        assertThat(complaints(window + "rollback: {takes: at most 11m}", steps))
                .containsExactly("plan.yaml:13:9: Step \"migrate-1\" does not fit into the window: until it has ended,"
                        + " changes and what stands between them take 1h50m and 11m for the rollback, and the window"
                        + " 23:00 to 01:00 lasts 2h. Do less in one release, move what changes nothing before the first"
                        + " change, or make the window longer.");
    }

    @Test
    void refusesWhatAWorkerHasFoundLackingAndSaysHowToGiveIt() {
        Abilities lacking = ALL.with(List.of(Capability.lacking(
                Capability.CREATE_DATABASES,
                "the right to create databases",
                "role \"shop_owner\" may not create databases",
                "alter role shop_owner createdb;")));

        assertThat(complaints(lacking, BACKUP, "migrate: latest\nundo: restore"))
                .containsExactly(
                        "plan.yaml:7:9: Step \"migrate-1\" needs the right to create databases, which the backup"
                                + " worker of environment \"shop-production\" (2026-02-01T00:00:00Z) has found lacking: role"
                                + " \"shop_owner\" may not create databases. alter role shop_owner createdb; The worker looks"
                                + " again by itself within seconds.");
        assertThat(complaints(lacking, BACKUP, "migrate: latest")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Capability.OWN_OBJECTS, Capability.RENAME_DATABASE})
    void refusesAnUndoByRestoreThatWouldNotBePossible(String name) {
        Abilities lacking = ALL.with(List.of(Capability.lacking(name, "that", "nothing", "Give it.")));

        assertThat(complaints(lacking, BACKUP, "run: discount\nundo: restore")).hasSize(1);
        assertThat(complaints(lacking, BACKUP, "run: discount")).isEmpty();
    }

    @Test
    void aTaskIsGivenTheArgumentsThatItTakes() {
        Abilities taking = taking(
                new Task("move", Changes.NOTHING, false, null, Set.of("from", "shelf")),
                new Task("sort", Changes.DATA, false, "move", Set.of()));

        assertThat(complaints(taking, "run: move\nwith: {from: a, shelf: b}")).isEmpty();
        assertThat(complaints(taking, "run: move\nwith: {from: a, shlf: b}"))
                .containsExactly(
                        "plan.yaml:5:9: Step \"run-1\" runs task \"move\" with argument \"shlf\", which it does not take;"
                                + " expected from, shelf. Did you mean \"shelf\"?",
                        "plan.yaml:5:9: Step \"run-1\" runs task \"move\", which takes from, shelf, without shelf. Give it"
                                + " under \"with\" of a step that runs the task; what is offered or takes back gets none.");
        assertThat(complaints(taking, "check: a\nhttp: [{get: /}]\nonFailure: {ask: {offer: [move]}}"))
                .singleElement()
                .asString()
                .contains("offers task \"move\", which takes from, shelf, without from, shelf.");
        assertThat(complaints(taking, "run: sort"))
                .singleElement()
                .asString()
                .contains("is undone by task \"move\", which takes");
        assertThat(complaints(ALL, "run: count\nwith: {from: a}"))
                .as("a worker that has not said what it takes")
                .isEmpty();
    }

    private static Abilities taking(Task... tasks) {
        return new Abilities(
                List.of(tasks), ALL.features(), ALL.httpAddresses(), ALL.probes(), ALL.logs(), ALL.migrationTool());
    }

    @Test
    void aBackupIsCopiedToAPlaceThatTheEnvironmentNames() {
        Abilities copying = new Abilities(
                ALL.tasks(),
                ALL.features(),
                ALL.httpAddresses(),
                ALL.probes(),
                ALL.logs(),
                Set.of("elsewhere"),
                ALL.migrationTool(),
                List.of(),
                null);

        assertThat(complaints(copying, BACKUP + "\ncopyTo: elsewhere")).isEmpty();
        assertThat(complaints(copying, BACKUP + "\ncopyTo: elsewere"))
                .containsExactly("plan.yaml:5:9: Step \"backup-1\" copies the backup to \"elsewere\", which environment"
                        + " \"shop-production\" does not name under \"copies\" of \"backups\"; expected one of elsewhere."
                        + " Did you mean \"elsewhere\"?");
        assertThat(complaints(
                        copying.with(List.of(Capability.lacking(
                                Capability.programsOfCopies("elsewhere"), "that", "nothing", "Give it."))),
                        BACKUP + "\ncopyTo: elsewhere"))
                .hasSize(1);
    }

    @Test
    void takesASnapshotBehindTheMaintenancePageAlone() {
        String snapshot = "backup: database\nsnapshot: yes";

        assertThat(complaints(ALL, "maintenance: on", snapshot, "maintenance: off"))
                .isEmpty();
        assertThat(complaints(ALL, "maintenance: on", "maintenance: off", snapshot))
                .singleElement()
                .asString()
                .contains("takes a snapshot", "the maintenance page is not on");
        assertThat(complaints(
                        ALL,
                        "maintenance: on",
                        "together: [{check: a, http: [{get: /}]}, {backup: database, snapshot: yes}]",
                        "maintenance: off"))
                .singleElement()
                .asString()
                .contains("together with other steps");
    }

    @ParameterizedTest
    @MethodSource("needs")
    void everyKindOfStepNeedsWhatItsWorkerCannotDoWithout(String step, Set<String> names) {
        for (String name : names) {
            assertThat(complaints(
                            ALL.with(List.of(Capability.lacking(name, "that", "nothing", "Give it."))),
                            BACKUP.equals(step) ? new String[] {step} : new String[] {"notify: a", step}))
                    .as(name)
                    .hasSize(1);
        }
    }

    static Stream<Arguments> needs() {
        return Stream.of(
                Arguments.of("maintenance: on", Set.of(Capability.MAINTENANCE_PROGRAMS)),
                Arguments.of("rollout: v2", Set.of(Capability.RELEASES_DIRECTORY, Capability.ROLLOUT_PROGRAMS)),
                Arguments.of(
                        BACKUP,
                        Set.of(
                                Capability.DATABASE_LOGIN,
                                Capability.READ_ALL,
                                Capability.BACKUP_DIRECTORY,
                                Capability.DUMP_PROGRAM,
                                Capability.RESTORE_PROGRAM,
                                Capability.BACKUP_ENCRYPTION,
                                Capability.BACKUP_IDENTITY,
                                Capability.SCRATCH_LOGIN,
                                Capability.SCRATCH)),
                Arguments.of("migrate: latest", Set.of(Capability.DATABASE_LOGIN, Capability.CHANGE_SCHEMA)),
                Arguments.of(
                        "run: discount", Set.of(Capability.programsOf("discount"), Capability.programsOf("uncount"))),
                Arguments.of(
                        "run: recount\nundo: uncount",
                        Set.of(Capability.programsOf("recount"), Capability.programsOf("uncount"))),
                Arguments.of(
                        "check: a\nhttp: [{get: /}]\nonFailure: {ask: {offer: [count]}}",
                        Set.of(Capability.programsOf("count"))),
                Arguments.of("check: a\ndatabase: {migrations: none pending}", Set.of(Capability.DATABASE_LOGIN)),
                Arguments.of("check: a\ndatabase: {connections: under 80%}", Set.of(Capability.READ_ONLY_LOGIN)),
                Arguments.of(
                        "check: a\nhttp: [{get: '/{x}', with: {x: {sql: select 1}}}]",
                        Set.of(Capability.READ_ONLY_LOGIN)));
    }

    @Test
    void whatNobodyKnowsNowIsAWarningAndNoRefusal() {
        EnvironmentAbilities away = environment(ALL.with(List.of(Capability.unknown(
                Capability.DATABASE_LOGIN, "a login to the database", "the server did not answer"))));

        assertThat(complaints(away, BACKUP)).isEmpty();
        assertThat(new PlanValidator()
                        .warnings(PlanTexts.compiled(PlanTexts.withSteps(BACKUP, "notify: a"), Map.of()), away).stream()
                                .map(Finding::toString))
                .containsExactly("plan.yaml:5:9: Step \"backup-1\" needs a login to the database, of which the backup"
                        + " worker of environment \"shop-production\" (2026-02-01T00:00:00Z) does not know now: the"
                        + " server did not answer. Nothing is refused for that.");
    }

    @Test
    void aQuestionShowsARehearsalOnlyAfterOne() {
        String question = "approve: Go?\nshow: [rehearsal]";
        assertThat(complaints(ALL, question, "migrate: latest"))
                .singleElement()
                .asString()
                .contains("Step \"approve-1\" shows the rehearsal, but nothing is rehearsed before it");
        assertThat(complaints(ALL, "rehearse: database", question, "migrate: latest"))
                .noneMatch(complaint -> complaint.contains("shows the rehearsal"));
        assertThat(complaints("requires: [{rehearsal: same migrations, within: 7d}]", question, "migrate: latest"))
                .isEmpty();
    }

    @Test
    void aQuestionShowsChangesOfAPlanThatRollsOutWhereACommandTellsThem() {
        String question = "approve: Go?\nshow: [changes]";
        assertThat(complaints(ALL, question, "rollout: v2")).isEmpty();
        assertThat(complaints(ALL, question, "migrate: latest"))
                .singleElement()
                .asString()
                .contains("Step \"approve-1\" shows what the release changes, but the plan rolls none out");
        assertThat(complaints(without("rollout.changes"), question, "rollout: v2"))
                .singleElement()
                .asString()
                .contains("Step \"approve-1\" needs \"rollout.changes\"");
    }

    @Test
    void aWorkerThatHasNotLookedIsNotJudged() {
        assertThat(complaints(ALL, BACKUP, "migrate: latest", "maintenance: on"))
                .isEmpty();
    }

    private static List<String> complaints(String planKeys, String... steps) {
        return new PlanValidator()
                        .validate(
                                PlanTexts.compiled(planKeys + "\n" + PlanTexts.withSteps(steps), Map.of()),
                                environment(ALL))
                        .stream()
                        .map(Finding::toString)
                        .toList();
    }

    private static List<String> complaints(Abilities abilities, String... steps) {
        return complaints(environment(abilities), steps);
    }

    private static List<String> complaints(EnvironmentAbilities environment, String... steps) {
        return findings(environment, steps).stream().map(Finding::toString).toList();
    }

    private static List<Finding> findings(EnvironmentAbilities environment, String... steps) {
        return new PlanValidator().validate(PlanTexts.compiled(PlanTexts.withSteps(steps), Map.of()), environment);
    }

    private static EnvironmentAbilities environment(Abilities abilities) {
        return EnvironmentAbilities.of("shop-production", everyWorker(abilities));
    }

    private static List<Manifest> everyWorker(Abilities abilities) {
        return Arrays.stream(WorkerKind.values())
                .map(worker -> manifest(worker, "aa", abilities, null))
                .toList();
    }

    private static Manifest manifest(WorkerKind worker, String digest, Abilities abilities, @Nullable String problem) {
        return new Manifest(
                "shop-production",
                "default",
                worker,
                digest,
                Instant.parse("2026-02-01T00:00:00Z"),
                abilities,
                problem);
    }
}
