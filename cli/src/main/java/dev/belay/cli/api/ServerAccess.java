package dev.belay.cli.api;

import java.net.URI;
import java.util.Optional;

/**
 * Where the server is, and what proves who asks.
 *
 * @param server without {@code /api/v1}
 * @param token empty where the server needs none
 */
public record ServerAccess(URI server, Optional<String> token) {
    private static final String API = "/api/v1";

    public ServerAccess {
        String address = server.toString().replaceAll("/+$", "");
        server = URI.create(address.endsWith(API) ? address.substring(0, address.length() - API.length()) : address);
    }

    URI resolve(String path) {
        return URI.create(server + API + path);
    }

    /** Without the token, so that it never shows. */
    @Override
    public String toString() {
        return server.toString();
    }
}
