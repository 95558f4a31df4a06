package dev.belay.embedded.postgres;

/** What a cluster survives. */
public enum Durability {
    /** Committed data survives the loss of power. */
    KEPT,
    /** Faster: data survives a stop and a killed process, but not the loss of power. For tests and scratch clusters. */
    THROWAWAY
}
