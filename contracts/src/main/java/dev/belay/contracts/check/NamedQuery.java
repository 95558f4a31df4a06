package dev.belay.contracts.check;

/** A query of one number, under the name that rules call it by. */
public record NamedQuery(String name, String query) {}
