package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import org.jspecify.annotations.Nullable;

/** Lets a scheduled deployment begin when its time has come. */
public interface StartAdmission {
    /**
     * Judges it again and takes its environment; asked again for one that holds it already, it is as before.
     *
     * @param seq of the deployment's newest event
     */
    Answer admit(DeploymentId deployment, long seq);

    /**
     * Whether it may begin.
     *
     * @param obstacle why not, with what to do next; absent where it holds its environment
     * @param lasts for how long
     */
    record Answer(@Nullable String obstacle, Lasts lasts) {
        public static final Answer ADMITTED = new Answer(null, Lasts.A_WHILE);

        public static Answer passing(String obstacle) {
            return new Answer(obstacle, Lasts.A_WHILE);
        }

        public static Answer lasting(String obstacle) {
            return new Answer(obstacle, Lasts.FOR_EVER);
        }

        public static Answer outdated(String obstacle) {
            return new Answer(obstacle, Lasts.UNTIL_JUDGED_ANEW);
        }

        public boolean lasting() {
            return lasts != Lasts.A_WHILE;
        }
    }

    /** Whether an obstacle passes. */
    enum Lasts {
        /** It may pass by itself. */
        A_WHILE,
        FOR_EVER,
        /** Another deployment of the same plan would not meet it. */
        UNTIL_JUDGED_ANEW
    }
}
