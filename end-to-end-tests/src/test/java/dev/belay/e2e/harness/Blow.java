package dev.belay.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.WorkerKind;
import java.time.Duration;

/** What befalls Belay while a worker is at work. */
public enum Blow {
    ORCHESTRATOR_KILLED {
        @Override
        public void strike(Installation installation, WorkerKind atWork) {
            installation.orchestrator().kill();
            installation.orchestrator().start();
            awaitOrchestrator(installation);
        }
    },
    WORKER_KILLED {
        @Override
        public void strike(Installation installation, WorkerKind atWork) {
            installation.worker(atWork).kill();
            installation.worker(atWork).start();
        }
    },
    BOTH_KILLED {
        @Override
        public void strike(Installation installation, WorkerKind atWork) {
            installation.orchestrator().kill();
            installation.worker(atWork).kill();
            installation.orchestrator().start();
            installation.worker(atWork).start();
        }
    },
    BROKER_RESTARTED {
        @Override
        public void strike(Installation installation, WorkerKind atWork) {
            installation.broker().kill();
            installation.broker().start();
        }
    },
    TEMPORAL_RESTARTED {
        @Override
        public void strike(Installation installation, WorkerKind atWork) {
            installation.temporal().kill();
            installation.startTemporal();
        }
    };

    public abstract void strike(Installation installation, WorkerKind atWork);

    /** Leaves it out where it would prove nothing: Temporal in the JVM forgets what runs, which {@code InterruptedTest} shows. */
    public void assumeItCanBeSurvived(Installation installation) {
        assumeThat(this != TEMPORAL_RESTARTED || installation.keepsWorkflows())
                .as("the program \"temporal\" is installed, as scripts/install-temporal does")
                .isTrue();
    }

    /** Whether the work itself ends with it, so that it has to begin again. */
    public boolean endsTheWork() {
        return this == WORKER_KILLED || this == BOTH_KILLED;
    }

    private static void awaitOrchestrator(Installation installation) {
        await("the orchestrator is back")
                .atMost(Duration.ofSeconds(60))
                .until(() -> installation.api().isUp());
        assertThat(installation.orchestrator().isAlive()).isTrue();
    }
}
