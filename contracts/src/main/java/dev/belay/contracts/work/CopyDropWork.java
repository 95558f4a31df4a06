package dev.belay.contracts.work;

/** Removes the copies that were made for the deployment, whole or by half; none is left afterwards. */
public record CopyDropWork() implements Work {}
