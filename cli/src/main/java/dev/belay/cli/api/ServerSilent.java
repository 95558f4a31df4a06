package dev.belay.cli.api;

import java.net.URI;

/** Nothing answers where the server should be. */
public final class ServerSilent extends RuntimeException {
    public ServerSilent(URI server, Throwable cause) {
        super(
                "Nothing answers at " + server
                        + ". Start the stack with ./belay up, or name another server with --server.",
                cause);
    }
}
