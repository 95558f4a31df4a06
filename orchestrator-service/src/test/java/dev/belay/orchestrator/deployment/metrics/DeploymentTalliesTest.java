package dev.belay.orchestrator.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeploymentTalliesTest {
    private final Stored stored = new Stored();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeploymentTallies tallies = new DeploymentTallies(stored, meters);

    @Test
    void showsEveryOutcomeOfASiteWithZeroBeforeTheFirstOfIt() {
        stored.asked("production", "weekly");

        tallies.read();

        for (String outcome : List.of("succeeded", "rolled_back", "rollback_failed", "cancelled", "interrupted")) {
            assertThat(ended(meters, "production", outcome)).as(outcome).isZero();
        }
    }

    @Test
    void whatWasCountedStaysCountedWhileTheProjectionIsReadAgain() {
        stored.asked("production", "weekly");
        stored.ended("production", "weekly", "succeeded", new Tally(3, 90));
        tallies.read();

        stored.deployments.clear();
        tallies.read();
        assertThat(ended(meters, "production", "succeeded")).isEqualTo(3);

        stored.ended("production", "weekly", "succeeded", new Tally(4, 100));
        tallies.read();
        assertThat(ended(meters, "production", "succeeded")).isEqualTo(4);
        assertThat(meters.get("belay.deployment")
                        .tag("outcome", "succeeded")
                        .functionTimer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(100);
    }

    @Test
    void aProcessThatHasJustStartedGoesOnFromWhatIsStored() {
        stored.asked("production", "weekly");
        stored.ended("production", "weekly", "rolled_back", new Tally(7, 70));
        SimpleMeterRegistry restarted = new SimpleMeterRegistry();

        new DeploymentTallies(stored, restarted).read();

        assertThat(ended(restarted, "production", "rolled_back")).isEqualTo(7);
    }

    @Test
    void sitesBeyondTheMostAreShownTogether() {
        int sites = DeploymentTallies.MOST_SITES + 5;
        IntStream.range(0, sites).forEach(number -> {
            stored.asked("preview-" + number, "weekly");
            stored.ended("preview-" + number, "weekly", "succeeded", new Tally(1, 1));
        });

        tallies.read();

        assertThat(meters.get("belay.deployments").functionCounters().stream()
                        .map(meter -> meter.getId().getTag("environment"))
                        .distinct())
                .hasSize(DeploymentTallies.MOST_SITES + 1);
        assertThat(ended(meters, "other", "succeeded")).isEqualTo(5);
        assertThat(ended(meters, "preview-0", "succeeded")).isEqualTo(1);
    }

    @Test
    void showsHowManyRunAndThatNoneDoesAnyMore() {
        stored.asked("production", "weekly");
        stored.running.add(new TallyReader.Site("production", "weekly"));
        tallies.read();
        assertThat(meters.get("belay.deployments.running").gauge().value()).isEqualTo(1);

        stored.running.clear();
        tallies.read();
        assertThat(meters.get("belay.deployments.running").gauge().value()).isZero();
    }

    private static double ended(SimpleMeterRegistry meters, String environment, String outcome) {
        return meters.get("belay.deployments")
                .tags("environment", environment, "outcome", outcome)
                .functionCounter()
                .count();
    }

    /** What the database would say. */
    private static final class Stored extends TallyReader {
        private final List<Site> sites = new ArrayList<>();
        private final List<EndedDeployments> deployments = new ArrayList<>();
        private final List<Site> running = new ArrayList<>();

        Stored() {
            super(null);
        }

        void asked(String environment, String plan) {
            sites.add(new Site(environment, plan));
        }

        void ended(String environment, String plan, String outcome, Tally tally) {
            deployments.add(new EndedDeployments(new Site(environment, plan), outcome, tally));
        }

        @Override
        List<Site> sites() {
            return sites;
        }

        @Override
        List<EndedDeployments> deployments() {
            return deployments;
        }

        @Override
        List<Site> running() {
            return running;
        }
    }
}
