package dev.belay.embedded.postgres;

/** What a cluster survives. */
public enum Durability {
    /** Committed data survives the loss of power. */
    KEPT,
    /** Faster: data survives a stop; a killed server may lose its newest commits. For tests and scratch clusters. */
    THROWAWAY
}
