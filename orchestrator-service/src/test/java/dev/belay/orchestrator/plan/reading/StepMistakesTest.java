package dev.belay.orchestrator.plan.reading;

import static dev.belay.orchestrator.plan.PlanTexts.complaints;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepMistakesTest {
    private static final String KINDS =
            "approve, notify, maintenance, backup, rehearse, rollout, migrate, run, check, watch, use, together";

    @Test
    void refusesAStepWithoutAKind() {
        assertThat(complaints("owner: devops"))
                .containsExactly("plan.yaml:5:9: Step 1 of phase \"change\" has no kind, found the keys owner; expected"
                        + " one of " + KINDS + ". Say what the step does, such as \"check: The shop answers\".");
    }

    @Test
    void refusesAStepWithTwoKinds() {
        assertThat(complaints("rollout: v2\nmigrate: latest"))
                .containsExactly("plan.yaml:5:9: Step 1 of phase \"change\" has 2 kinds, rollout and migrate; expected"
                        + " exactly one. Make a step of each.");
    }

    @Test
    void refusesAStepThatIsOnlyAWord() {
        assertThat(complaints("maintenance"))
                .containsExactly(
                        "plan.yaml:5:9: Step 1 of phase \"change\" is \"maintenance\"; expected a kind with its"
                                + " value. Write it as \"kind: value\", such as \"maintenance: on\".");
    }

    @Test
    void namesTheNearestKindForOneThatItDoesNotKnow() {
        assertThat(complaints("id: a\nmigrat: latest"))
                .containsExactly("plan.yaml:6:9: \"migrat\" in step 1 of phase \"change\" is no kind of step;"
                        + " expected one of " + KINDS + ". Did you mean \"migrate\"?");
    }

    @Test
    void refusesTargetsThatAreNone() {
        assertThat(complaints("migrate: {to: {}}")).singleElement().asString().contains("at least one application");
        assertThat(complaints("migrate: {to: {shop-x: -1}}")).hasSize(2);
    }

    @Test
    void refusesSeveralJobsForADumpThatIsOneFile() {
        assertThat(complaints("backup: database\nformat: custom\njobs: 4"))
                .singleElement()
                .asString()
                .contains("stands beside \"format: custom\"", "Write \"format: directory\"");
        assertThat(complaints("backup: database\nformat: directory\njobs: 4")).isEmpty();
    }

    @Test
    void refusesTwoStepsOfOneId() {
        assertThat(complaints("notify: a\nid: hello", "notify: b\nid: hello"))
                .containsExactly("plan.yaml:7:9: Step id \"hello\" stands here a second time, first in line 5. Give one"
                        + " of the two another \"id\".");
    }

    @Test
    void refusesAnIdThatIsTheDefaultOfAnotherStep() {
        assertThat(complaints("notify: a", "check: b\nid: notify-1\nhttp: [{get: /}]"))
                .containsExactly("plan.yaml:6:9: Step id \"notify-1\" stands here a second time, first in line 5. Give"
                        + " one of the two another \"id\".");
    }

    @Test
    void refusesAnIdThatIsNoId() {
        assertThat(complaints("notify: a\nid: Hello.World"))
                .containsExactly("plan.yaml:6:13: \"id\" of step 1 of phase \"change\" is \"Hello.World\"; expected at"
                        + " most 50 lower-case letters, digits and hyphens, the first one a letter.");
    }

    @Test
    void keepsTheIdsOfItsOwnStepsToItself() {
        assertThat(complaints("notify: a\nid: prepare-1"))
                .containsExactly("plan.yaml:6:13: \"id\" of step 1 of phase \"change\" is \"prepare-1\"; expected"
                        + " another id, since Belay gives this one to steps of its own.");
    }

    @Test
    void keepsTheWordsOfRepairsAndRollbacksToItself() {
        assertThat(complaints(
                        "notify: a\nid: repair-2",
                        "notify: a\nid: quiesce-backup",
                        "notify: a\nid: start-again",
                        "notify: a\nid: beginning"))
                .hasSize(4)
                .allMatch(line -> line.contains("Belay gives this one to steps of its own"));
    }

    @Test
    void refusesUnknownKeysWithTheNearestOne() {
        assertThat(complaints("rollout: v2\nonfailure: ask"))
                .containsExactly("plan.yaml:6:9: Key \"onfailure\" is not known in step \"rollout-1\"; expected one of"
                        + " rollout, settings, timeout, attempts, estimate, onFailure, id, title, owner, only. Did you mean"
                        + " \"onFailure\"?");
    }

    @Test
    void refusesSettingsThatDoNotFit() {
        assertThat(complaints("run: a\ntimeout: 0s\nattempts: 0\nestimate: 5 minutes\nonFailure: rolback"))
                .containsExactly(
                        "plan.yaml:6:18: \"timeout\" of step \"run-1\" is \"0s\"; expected a duration above zero.",
                        "plan.yaml:7:19: \"attempts\" of step \"run-1\" is \"0\"; expected a whole number from 1 to"
                                + " 100.",
                        "plan.yaml:8:19: \"estimate\" of step \"run-1\" is \"5 minutes\"; expected a duration such as"
                                + " 500ms, 10s, 15m, 24h or 7d. Did you mean \"5m\"?",
                        "plan.yaml:9:20: \"onFailure\" of step \"run-1\" is \"rolback\"; expected one of rollback, ask,"
                                + " note. Did you mean \"rollback\"?");
    }

    @Test
    void refusesAnOfferThatOffersNothing() {
        assertThat(complaints(
                        "run: a\nonFailure: {ask: {}}",
                        "run: a\nonFailure: {offer: [b]}",
                        "run: a\nonFailure: {ask: {offer: [b], ofer: c}}"))
                .hasSize(4)
                .anyMatch(line -> line.contains(
                        "\"offer\" is missing in \"ask\" of \"onFailure\" of step \"run-1\"; expected a list of tasks"))
                .anyMatch(line -> line.contains("\"ask\" is missing in \"onFailure\" of step \"run-2\""))
                .anyMatch(line -> line.contains("Key \"offer\" is not known"))
                .anyMatch(line -> line.contains("Key \"ofer\" is not known"));
    }

    @Test
    void refusesSmokeOnAnythingButACheck() {
        assertThat(complaints("run: a\nsmoke: yes"))
                .containsExactly(
                        "plan.yaml:6:9: Key \"smoke\" is not known in step \"run-1\"; expected one of run, with,"
                                + " dryRun, undo, timeout, attempts, estimate, onFailure, id, title, owner, only. Remove it.");
    }

    @Test
    void refusesATimeoutOfAnApproval() {
        assertThat(complaints("approve: Go?\ntimeout: 5m"))
                .containsExactly(
                        "plan.yaml:6:9: Key \"timeout\" is not known in step \"approve-1\"; expected one of approve,"
                                + " by, expires, confirm, requester, show, id, title, owner, only. Remove it.");
    }

    @Test
    void refusesApproversWhoCannotApprove() {
        assertThat(complaints("approve: Go?\nby: [viewer, admin]\nrequester: forbidden"))
                .containsExactly(
                        "plan.yaml:6:14: \"by\" of step \"approve-1\" has \"viewer\"; expected any of operator,"
                                + " release-manager, admin.",
                        "plan.yaml:7:20: \"requester\" of step \"approve-1\" is \"forbidden\"; expected one of"
                                + " allowed.");
    }

    @Test
    void refusesABackupOfAnythingButTheDatabase() {
        assertThat(complaints("backup: files\nkeep: 0"))
                .containsExactly(
                        "plan.yaml:5:17: \"backup\" of step \"backup-1\" is \"files\"; expected one of database.",
                        "plan.yaml:6:15: \"keep\" of step \"backup-1\" is \"0\"; expected a whole number from 1 to"
                                + " 10000.");
    }

    @Test
    void refusesVersionsThatCouldBeTakenForOptionsOrPaths() {
        assertThat(complaints("rollout: --force", "rollout: ../v1", "migrate: a b"))
                .containsExactly(
                        "plan.yaml:5:18: \"rollout\" of step \"rollout-1\" is \"--force\"; expected a version of letters,"
                                + " digits, dots, hyphens, + and _.",
                        "plan.yaml:6:18: \"rollout\" of step \"rollout-2\" is \"../v1\"; expected a version of letters,"
                                + " digits, dots, hyphens, + and _.",
                        "plan.yaml:7:18: \"migrate\" of step \"migrate-1\" is \"a b\"; expected latest, or a version of"
                                + " letters, digits, dots, hyphens, + and _.");
    }

    @Test
    void refusesSettingsThatAreNoText() {
        assertThat(complaints("rollout: v2\nsettings: {A: [1]}"))
                .containsExactly("plan.yaml:6:23: \"A\" of \"settings\" of step \"rollout-1\" is a list of 1; expected"
                        + " text.");
    }

    @Test
    void refusesADryRunThatIsNotFirst() {
        assertThat(complaints("run: a\ndryRun: yes"))
                .containsExactly("plan.yaml:6:17: \"dryRun\" of step \"run-1\" is \"yes\"; expected one of first.");
    }
}
