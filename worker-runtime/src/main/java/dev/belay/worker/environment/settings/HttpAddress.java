package dev.belay.worker.environment.settings;

import java.net.URI;
import java.util.Map;

/** An address to which checks send their requests, with the headers that every request carries. */
public record HttpAddress(String name, URI baseUrl, Map<String, Secret> headers) {
    public HttpAddress {
        headers = Map.copyOf(headers);
    }

    /** The name only, since references may have filled in the rest. */
    @Override
    public String toString() {
        return "HttpAddress[" + name + "]";
    }
}
