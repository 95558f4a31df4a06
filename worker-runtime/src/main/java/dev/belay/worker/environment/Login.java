package dev.belay.worker.environment;

/**
 * How to reach a database.
 *
 * @param url in JDBC form, without credentials
 */
public record Login(String url, String username, Secret password) {}
