package dev.belay.notifier.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.notifier.Events;
import dev.belay.notifier.position.KnownDeployment;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private final Events events = Events.of("d1", Instant.parse("2026-03-01T12:00:00Z"));
    private final KnownDeployment unseen = KnownDeployment.unseen(new DeploymentId("d1"));

    @Test
    void saysWhoStartedWhatWhere() {
        assertThat(text(events.started(), unseen)).isEqualTo("""
                shop-release on shop-production was started by anna with branch main, version v2.0.0: go
                Follow it: ./belay watch d1""");
    }

    @Test
    void saysWithWhichCommandsToDecide() {
        KnownDeployment started = unseen.after(events.started());

        assertThat(text(events.question("Is the shop quiet?", false), started)).isEqualTo("""
                shop-release on shop-production needs a decision about step go-live: Is the shop quiet?
                The role release-manager is needed, and another person than who started it, until 2026-03-01 12:30 UTC:
                  ./belay approve d1 --question q1 --comment "..."
                  ./belay cancel d1 --question q1 --comment "...\"""");
    }

    @Test
    void asksOnceAlthoughTheStatusFollowsTheQuestion() {
        KnownDeployment asked = unseen.after(events.question("Is the shop quiet?", true));

        assertThat(MessageText.of(events.status(DeploymentStatus.WAITING, "Is the shop quiet?"), asked))
                .isEmpty();
        assertThat(text(events.status(DeploymentStatus.WAITING, "No backup worker answers"), asked))
                .contains("waits: No backup worker answers");
    }

    @Test
    void tellsEachStatusButThoseThatChangeNothingForPeople() {
        Set<DeploymentStatus> told = Arrays.stream(DeploymentStatus.values())
                .filter(status ->
                        MessageText.of(events.status(status, "why"), unseen).isPresent())
                .collect(Collectors.toSet());

        assertThat(told)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(DeploymentStatus.PENDING, DeploymentStatus.RUNNING)));
    }

    @Test
    void namesADeploymentByItsIdWhereItsStartWasNotSeen() {
        assertThat(text(events.status(DeploymentStatus.CANCELLED, ""), unseen))
                .startsWith("Deployment d1 was cancelled.");
    }

    @Test
    void sendsNoEmptyText() {
        assertThat(MessageText.of(events.notification("#a", " "), unseen)).isEmpty();
    }

    private static String text(DeploymentEvent event, KnownDeployment deployment) {
        return MessageText.of(event, deployment).orElseThrow();
    }
}
