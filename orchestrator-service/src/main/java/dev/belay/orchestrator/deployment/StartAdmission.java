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
     * @param lasting whether that will not pass by itself
     */
    record Answer(@Nullable String obstacle, boolean lasting) {
        public static final Answer ADMITTED = new Answer(null, false);

        public static Answer passing(String obstacle) {
            return new Answer(obstacle, false);
        }

        public static Answer lasting(String obstacle) {
            return new Answer(obstacle, true);
        }
    }
}
