package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.migration.PlannedMigration;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What workflows ask about other deployments, and about an environment that theirs does not hold. */
@ActivityInterface
public interface EnvironmentActivities {
    /**
     * Takes the environment again; what the deployment holds already stays taken.
     *
     * @param seq of the deployment's newest event
     */
    Taking take(DeploymentId deployment, String environment, long seq);

    /**
     * Judges a scheduled deployment again and takes its environment; what it holds already stays taken.
     *
     * @param seq of the deployment's newest event
     */
    Admission admit(DeploymentId deployment, long seq);

    /**
     * The deployment that follows in the series; asked again, the same one.
     *
     * @param instead whether it takes the place of the given one, which does not begin
     */
    Next next(DeploymentId deployment, boolean instead);

    /** Whether these migrations, and no others, were rehearsed on a copy of the environment lately. */
    RehearsalRecord rehearsal(RehearsalQuestion question);

    /** The deployment that has begun a change since; absent where none has. */
    @Nullable
    DeploymentId laterChange(DeploymentId deployment, String environment);

    /** Whether a deployment may still change something; asked of one that a database names as its holder. */
    Standing standing(DeploymentId deployment);

    /** How another deployment stands. */
    enum Standing {
        OPEN,
        OVER,
        /** No such deployment was ever started here. */
        UNKNOWN
    }

    /**
     * Whether a scheduled deployment may begin.
     *
     * @param obstacle why not; absent where it holds its environment
     * @param lasting whether that will not pass by itself
     * @param outdated whether another deployment of the same plan would not meet it
     */
    record Admission(@Nullable String obstacle, boolean lasting, boolean outdated) {
        public Admission(@Nullable String obstacle, boolean lasting) {
            this(obstacle, lasting, false);
        }
    }

    /**
     * Which rehearsal is looked for.
     *
     * @param step that needs it
     * @param within how long ago it may have ended
     */
    record RehearsalQuestion(StepId step, String environment, List<PlannedMigration> migrations, Duration within) {
        public RehearsalQuestion {
            migrations = List.copyOf(migrations);
        }
    }

    /**
     * What was found.
     *
     * @param found for the report; absent where there is none
     * @param obstacle what is missing; absent where nothing is
     * @param next what to do about that
     */
    record RehearsalRecord(@Nullable String found, @Nullable String obstacle, String next) {}

    /**
     * Who follows in a series.
     *
     * @param deployment absent where the orchestrator's record does not know the series any more
     */
    record Next(@Nullable DeploymentId deployment, @Nullable Instant startsAt) {}

    /**
     * What came of taking.
     *
     * @param heldBy the deployment that holds it instead
     * @param changedBy the later deployment that has begun a change
     */
    record Taking(@Nullable DeploymentId heldBy, @Nullable DeploymentId changedBy) {
        public boolean taken() {
            return heldBy == null && changedBy == null;
        }
    }
}
