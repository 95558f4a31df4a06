package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.work.BackupWork;
import dev.belay.orchestrator.deployment.projection.DeploymentProjection;
import dev.belay.orchestrator.deployment.projection.Events;
import dev.belay.orchestrator.deployment.projection.SequenceGap;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.dispatch.OpenDeployments;
import dev.belay.orchestrator.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectionTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final DeploymentProjection projection = orchestrator.projection();
    private final Api api = orchestrator.as("otto");

    @Test
    void appliesEachEventOnceHoweverOftenItComes() {
        Story story = new Story(api.deploy("projection-once").at("/id"))
                .started("projection-once")
                .status(DeploymentStatus.RUNNING, "")
                .asked(Story.APPROVE, Role.OPERATOR, DecisionKind.APPROVE);

        story.events().forEach(projection::apply);
        story.events().forEach(projection::apply);

        Api.Answer shown = show(story);
        assertThat(shown.at("/lastSeq")).isEqualTo("3");
        assertThat(shown.json().at("/questions")).hasSize(1);
        assertThat(shown.json().at("/warnings")).isEmpty();
    }

    @Test
    void refusesAGapAndNamesBothEvents() {
        Story story = new Story(api.deploy("projection-gap").at("/id"))
                .started("projection-gap")
                .status(DeploymentStatus.RUNNING, "")
                .status(DeploymentStatus.WAITING, "");
        projection.apply(story.events().get(0));

        assertThatThrownBy(() -> projection.apply(story.events().get(2)))
                .isInstanceOf(SequenceGap.class)
                .hasMessageContaining("Event 3 of deployment")
                .hasMessageContaining("applied is 1, so 2 was expected");

        story.events().forEach(projection::apply);
        assertThat(show(story).at("/status")).isEqualTo("WAITING");
    }

    @Test
    void passesOverWhatIsLostAndSaysSo() {
        Story story = new Story(api.deploy("projection-lost").at("/id"))
                .started("projection-lost")
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .status(DeploymentStatus.SUCCEEDED, "");
        projection.apply(story.events().get(0));

        projection.applyDespiteGap(story.events().get(3));

        assertThat(show(story).at("/status")).isEqualTo("SUCCEEDED");
        assertThat(show(story).at("/warnings/0"))
                .isEqualTo("Event 4: Events 2 to 3 are lost, and what they said is not shown.");
        assertThat(api.deploy("projection-lost").status()).isEqualTo(201);
    }

    @Test
    void refusesADeploymentThatBeginsInTheMiddle() {
        Story story = new Story("projection-middle").started("x").status(DeploymentStatus.RUNNING, "");

        assertThatThrownBy(() -> projection.apply(story.last())).isInstanceOf(SequenceGap.class);
        assertThat(api.get("/api/v1/deployments/projection-middle").status()).isEqualTo(404);
    }

    @Test
    void showsADeploymentWhoseIntentIsNotOnRecord() {
        Story story = new Story("projection-alone").started("lost-environment");
        story.events().forEach(projection::apply);

        assertThat(show(story).at("/environment")).isEqualTo("lost-environment");
        assertThat(show(story).at("/requestedBy")).isEqualTo("otto");
    }

    @Test
    void canBeEmptiedAndFedAgain() {
        Story finished = new Story(api.deploy("projection-again").at("/id"))
                .started("projection-again")
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .done(Story.BACKUP)
                .status(DeploymentStatus.SUCCEEDED, "");
        finished.events().forEach(projection::apply);
        String before = show(finished).text();
        List<DeploymentEvent> everything = everything();

        projection.truncate();
        assertThat(show(finished).at("/status")).isEqualTo("PENDING");
        assertThat(orchestrator.as("otto").deploy("projection-again").status()).isEqualTo(201);

        everything.forEach(projection::apply);
        assertThat(show(finished).text()).isEqualTo(before);
        assertThat(api.deploy("projection-again").status()).isEqualTo(409);
    }

    @Test
    void aBackupIsToldWhichDeploymentsOfItsEnvironmentAreOpen() {
        Story watched = new Story(api.deploy("projection-open").at("/id"))
                .started("projection-open")
                .status(DeploymentStatus.RUNNING, "")
                .status(DeploymentStatus.WATCHING, "");
        watched.events().forEach(projection::apply);
        Story running = new Story(api.deploy("projection-open").at("/id"))
                .started("projection-open")
                .status(DeploymentStatus.RUNNING, "");
        running.events().forEach(projection::apply);
        Story elsewhere = new Story(api.deploy("projection-open-too").at("/id"))
                .started("projection-open-too")
                .status(DeploymentStatus.RUNNING, "");
        elsewhere.events().forEach(projection::apply);
        OpenDeployments open = new OpenDeployments(orchestrator.context.getBean(Summaries.class));
        BackupWork backup = new BackupWork(Set.of(), 3);

        assertThat(((BackupWork) open.toldTo(backup, "projection-open")).open())
                .containsExactlyInAnyOrder(
                        watched.last().deployment(), running.last().deployment());
        projection.apply(watched.status(DeploymentStatus.SUCCEEDED, "").last());
        assertThat(open.toldTo(backup, "projection-open"))
                .isEqualTo(backup.whileOpen(List.of(running.last().deployment())));
    }

    @Test
    void listsNewestFirstInPagesThatStayWhereTheyAre() {
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            String id = api.deploy("projection-list").at("/id");
            ids.add(0, id);
            Story story = new Story(id).started("projection-list").status(DeploymentStatus.RUNNING, "");
            story.status(number % 2 == 0 ? DeploymentStatus.SUCCEEDED : DeploymentStatus.CANCELLED, "");
            story.events().forEach(projection::apply);
        }

        Api.Answer first = api.get("/api/v1/deployments?environment=projection-list&limit=2");
        api.deploy("projection-list");
        Api.Answer second =
                api.get("/api/v1/deployments?environment=projection-list&limit=2&after=" + first.at("/next"));
        Api.Answer third =
                api.get("/api/v1/deployments?environment=projection-list&limit=2&after=" + second.at("/next"));

        assertThat(idsOf(first)).isEqualTo(ids.subList(0, 2));
        assertThat(idsOf(second)).isEqualTo(ids.subList(2, 4));
        assertThat(idsOf(third)).isEqualTo(ids.subList(4, 5));
        assertThat(third.json().has("next")).isFalse();
        assertThat(idsOf(api.get("/api/v1/deployments?environment=projection-list&status=CANCELLED")))
                .hasSize(2);
        assertThat(idsOf(api.get("/api/v1/deployments?environment=projection-list&status=CANCELLED&status=PENDING")))
                .hasSize(3);
        assertThat(idsOf(api.get("/api/v1/deployments?environment=projection-list&plan=other")))
                .isEmpty();
        assertThat(first.at("/items/0/requestedBy")).isEqualTo("otto");
        assertThat(first.at("/items/0/finishedAt")).isNotBlank();
    }

    private List<DeploymentEvent> everything() {
        List<DeploymentEvent> everything = new ArrayList<>();
        Events events = orchestrator.context.getBean(Events.class);
        String after = "";
        do {
            Api.Answer page = api.get("/api/v1/deployments?limit=200" + (after.isEmpty() ? "" : "&after=" + after));
            for (String id : idsOf(page)) {
                everything.addAll(events.of(new DeploymentId(id)));
            }
            after = page.json().path("next").asString("");
        } while (!after.isEmpty());
        return everything;
    }

    private static List<String> idsOf(Api.Answer page) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : page.json().path("items")) {
            ids.add(item.path("id").asString());
        }
        return ids;
    }

    private Api.Answer show(Story story) {
        return api.get("/api/v1/deployments/" + story.last().deployment());
    }
}
