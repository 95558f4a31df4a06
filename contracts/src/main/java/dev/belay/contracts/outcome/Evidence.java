package dev.belay.contracts.outcome;

/** One thing that was seen, for people and for the report. */
public record Evidence(String label, String value) {}
