package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.watch.WatchRule;

/** A rule of a watch's decision matrix, and what follows when it fires. */
public record MatrixRule(WatchRule rule, Action action) {
    /** What follows. */
    public enum Action {
        /** Everything is taken back, by itself where that loses nothing. */
        ROLLBACK,
        /** A person decides. */
        ASK,
        /** It is noted. */
        NOTE
    }
}
