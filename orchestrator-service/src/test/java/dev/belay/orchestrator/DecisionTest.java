package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.deployment.DecisionAnswer;
import dev.belay.orchestrator.story.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final FakeGateway gateway = orchestrator.gateway();

    @AfterEach
    void acceptAgain() {
        gateway.answer = decision -> new DecisionAnswer.Accepted();
    }

    @Test
    void answersWithTheStateThatFollows() {
        Story story = waiting("decision-accepted", Role.RELEASE_MANAGER);
        gateway.answer = decision -> {
            apply(story.decided(decision.id(), decision.step(), decision.kind(), decision.by()));
            return new DecisionAnswer.Accepted();
        };

        Api.Answer answer = decide(
                "rita",
                story,
                Map.of(
                        "id", "d-1",
                        "step", "approve",
                        "execution", story.execution(Story.APPROVE).text(),
                        "decision", "approve",
                        "comment", "go"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/questions")).isEmpty();
        assertThat(answer.at("/decisions/0/id")).isEqualTo("d-1");
        assertThat(answer.at("/decisions/0/by")).isEqualTo("rita");
        assertThat(gateway.decisions.get(gateway.decisions.size() - 1).comment())
                .isEqualTo("go");
    }

    @Test
    void takesTheSameDecisionTwiceAsOne() {
        Story story = waiting("decision-twice", Role.RELEASE_MANAGER);
        apply(story.decided("d-2", Story.APPROVE, DecisionKind.APPROVE, "rita"));
        int handed = gateway.decisions.size();

        Api.Answer again = decide("rita", story, Map.of("id", "d-2", "step", "approve", "decision", "approve"));
        Api.Answer other = decide("rita", story, Map.of("id", "d-2", "step", "approve", "decision", "reject"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("decision-id-reused");
        assertThat(gateway.decisions).hasSize(handed);
    }

    @Test
    void repeatsAnAnswerToWhomeverTheQuestionAllowedItWhenItIsClosed() {
        Story story = waiting("decision-operator", Role.OPERATOR);
        apply(story.decided("d-10", Story.APPROVE, DecisionKind.APPROVE, "otto"));

        assertThat(decide("otto", story, Map.of("id", "d-10", "step", "approve", "decision", "approve"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysWhyADecisionDoesNotHold() {
        Story story = waiting("decision-refused", Role.RELEASE_MANAGER);
        gateway.answer = decision -> new DecisionAnswer.Refused("question-answered", "Somebody was faster.");

        Api.Answer answer = decide("rita", story, Map.of("id", "d-3", "step", "approve", "decision", "approve"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("question-answered");
        assertThat(answer.at("/detail")).isEqualTo("Somebody was faster.");
    }

    @Test
    void saysThatADecisionMayBeRepeatedWhenNobodyAnswered() {
        Story story = waiting("decision-silent", Role.RELEASE_MANAGER);
        gateway.answer = decision -> new DecisionAnswer.NotAnswered();

        Api.Answer answer = decide("rita", story, Map.of("id", "d-4", "step", "approve", "decision", "approve"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("/code")).isEqualTo("decision-not-answered");
        assertThat(answer.at("/next")).contains("same id");
    }

    @Test
    void needsTheRoleThatTheQuestionNamesOrTheKindNeeds() {
        Story story = waiting("decision-roles", Role.ADMIN);
        gateway.answer = decision -> new DecisionAnswer.Refused("reached", "The role was enough.");

        assertThat(decide("rita", story, Map.of("id", "d-5", "step", "approve", "decision", "approve"))
                        .at("/role"))
                .isEqualTo("admin");
        for (String kind : List.of("cancel", "retry")) {
            assertThat(decide("vera", story, Map.of("id", "d-6", "decision", kind))
                            .at("/role"))
                    .isEqualTo("operator");
            assertThat(decide("otto", story, Map.of("id", "d-6", "decision", kind))
                            .at("/code"))
                    .isEqualTo("reached");
        }
        for (String kind : List.of("rollback", "skip", "done", "close", "vouch")) {
            assertThat(decide("otto", story, Map.of("id", "d-7", "decision", kind))
                            .status())
                    .isEqualTo(403);
            assertThat(decide("rita", story, Map.of("id", "d-7", "decision", kind))
                            .at("/code"))
                    .isEqualTo("reached");
        }
    }

    @Test
    void refusesWhatCannotBeADecision() {
        Story story = waiting("decision-odd", Role.OPERATOR);

        assertThat(decide("rita", story, Map.of("decision", "approve")).at("/code"))
                .isEqualTo("field-missing");
        Api.Answer unknown = decide("rita", story, Map.of("id", "d-8", "decision", "aprove"));
        assertThat(unknown.at("/code")).isEqualTo("value-invalid");
        assertThat(unknown.at("/detail")).contains("approve, reject");
        assertThat(decide("rita", story, Map.of("id", "d-8", "decision", "retry", "execution", "other/backup/do/1"))
                        .at("/code"))
                .isEqualTo("execution-of-other-deployment");
        assertThat(decide(
                                "rita",
                                story,
                                Map.of(
                                        "id",
                                        "d-8",
                                        "decision",
                                        "retry",
                                        "step",
                                        "approve",
                                        "execution",
                                        story.execution(Story.BACKUP).text()))
                        .at("/code"))
                .isEqualTo("execution-of-other-step");
        assertThat(decide("rita", story, Map.of("id", "d-8", "decision", "acknowledge"))
                        .at("/code"))
                .isEqualTo("not-interrupted");
    }

    @Test
    void handsOnWhatADecisionNamesBesides() {
        Story story = waiting("decision-argument", Role.RELEASE_MANAGER);

        decide("rita", story, Map.of("id", "d-20", "decision", "repair", "task", "mend", "question", "q-approve"));
        assertThat(lastHanded().argument()).isEqualTo("mend");
        assertThat(lastHanded().seen().question()).isEqualTo("q-approve");
        decide("rita", story, Map.of("id", "d-21", "decision", "rollback", "to", "backup"));
        assertThat(lastHanded().argument()).isEqualTo("backup");
    }

    @Test
    void refusesWhatADecisionCannotName() {
        Story story = waiting("decision-misplaced", Role.RELEASE_MANAGER);

        assertThat(decide("rita", story, Map.of("id", "d-22", "decision", "repair"))
                        .at("/code"))
                .isEqualTo("field-missing");
        assertThat(decide("rita", story, Map.of("id", "d-22", "decision", "retry", "task", "mend"))
                        .at("/detail"))
                .isEqualTo("Field \"task\" stands beside decision \"retry\"; expected it beside \"repair\" alone.");
        assertThat(decide("rita", story, Map.of("id", "d-22", "decision", "done", "to", "backup"))
                        .at("/detail"))
                .isEqualTo("Field \"to\" stands beside decision \"done\"; expected it beside \"rollback\" alone.");
    }

    @Test
    void aDecisionThatNamesSomethingElseIsNotTheSameOne() {
        Story story = waiting("decision-other-argument", Role.RELEASE_MANAGER);
        apply(story.add(new EventBody.DecisionMade(
                "d-23", Story.APPROVE, DecisionKind.REPAIR, "rita", Role.RELEASE_MANAGER, "", "mend")));

        assertThat(decide("rita", story, Map.of("id", "d-23", "decision", "repair", "task", "mend"))
                        .status())
                .isEqualTo(200);
        assertThat(decide("rita", story, Map.of("id", "d-23", "decision", "repair", "task", "clean"))
                        .at("/code"))
                .isEqualTo("decision-id-reused");
    }

    @Test
    void whoeverLosesAgainstTheLastDecisionIsToldHowItEnded() {
        Story story = waiting("decision-lost", Role.RELEASE_MANAGER);
        gateway.answer = decision -> {
            apply(story.status(DeploymentStatus.CANCELLED, "Rejected by anna"));
            return new DecisionAnswer.Refused("not-running", "It does not run any more.");
        };

        Api.Answer answer = decide("rita", story, Map.of("id", "d-24", "step", "approve", "decision", "approve"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("deployment-finished");
        assertThat(answer.at("/detail")).contains("has ended as CANCELLED (Rejected by anna)");
    }

    private Decision lastHanded() {
        return gateway.decisions.get(gateway.decisions.size() - 1);
    }

    @Test
    void refusesToDecideAboutWhatHasEnded() {
        Story story = waiting("decision-late", Role.OPERATOR);
        apply(story.status(DeploymentStatus.CANCELLED, ""));

        Api.Answer answer = decide("rita", story, Map.of("id", "d-9", "decision", "cancel"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("deployment-finished");
    }

    private Story waiting(String environment, Role role) {
        Story story = new Story(orchestrator.as("otto").deploy(environment).at("/id"))
                .started(environment)
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.APPROVE, StepStatus.WAITING)
                .asked(Story.APPROVE, role, DecisionKind.APPROVE, DecisionKind.REJECT)
                .status(DeploymentStatus.WAITING, "");
        return apply(story);
    }

    private Story apply(Story story) {
        story.events().forEach(orchestrator.projection()::apply);
        return story;
    }

    private Api.Answer decide(String user, Story story, Map<String, String> body) {
        return orchestrator.as(user).post("/api/v1/deployments/" + story.deployment() + "/decisions", body);
    }
}
