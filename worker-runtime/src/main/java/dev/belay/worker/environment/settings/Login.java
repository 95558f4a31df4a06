package dev.belay.worker.environment.settings;

/**
 * How to reach a database.
 *
 * @param url in JDBC form, without credentials
 */
public record Login(String url, String username, Secret password) {
    /** Nothing of the content, since references may have filled in user and URL as well. */
    @Override
    public String toString() {
        return "Login";
    }
}
