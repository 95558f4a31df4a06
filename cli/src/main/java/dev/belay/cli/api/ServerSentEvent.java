package dev.belay.cli.api;

/**
 * One event of a stream.
 *
 * @param id empty where it has none
 * @param type {@code message} where it has none
 */
record ServerSentEvent(String id, String type, String data) {}
