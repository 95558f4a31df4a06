package dev.belay.contracts;

/** One thing that was seen, for people and for the report. */
public record Evidence(String label, String value) {}
