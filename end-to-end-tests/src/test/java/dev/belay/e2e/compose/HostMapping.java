package dev.belay.e2e.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a container would see, on this machine: other addresses for the services' names, directories for what is mounted.
 *
 * @param addresses by name and port in the network of the containers
 * @param directory where volumes and secrets lie
 * @param secrets the files that the preparation has made
 * @param bound directories of the host that take the place of mounted ones
 */
record HostMapping(Map<String, String> addresses, Path directory, Path secrets, Map<String, Path> bound) {
    private static final Pattern UNSET = Pattern.compile("\\$\\{\\w+:-(.*?)}");

    /** The variables of the service as they are in docker-compose.yml, all names and paths replaced. */
    Map<String, String> environment(ComposeService service) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/run/secrets", secretsOf(service).toString());
        service.mounts()
                .forEach(mount -> places.put(mount.target(), place(mount).toString()));
        Map<String, String> mapped = new LinkedHashMap<>();
        service.environment().forEach((name, value) -> mapped.put(name, mapped(value, places)));
        return mapped;
    }

    private String mapped(String value, Map<String, String> places) {
        String mapped = UNSET.matcher(value).replaceAll("$1");
        for (Map.Entry<String, String> place : places.entrySet()) {
            mapped = mapped.replace(place.getKey(), place.getValue());
        }
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            mapped = mapped.replace(address.getKey(), address.getValue());
        }
        return mapped;
    }

    private Path place(ComposeService.Mount mount) {
        if (!mount.isNamedVolume()) {
            return bound.getOrDefault(mount.source(), Project.file(mount.source()));
        }
        return created(directory.resolve("volumes").resolve(mount.source()));
    }

    /** Each under the name by which the service knows it. */
    private Path secretsOf(ComposeService service) {
        Path own = created(directory.resolve("secrets-of-" + service.name()));
        for (ComposeService.SecretUse secret : service.secrets()) {
            try {
                Files.copy(secrets.resolve(secret.source()), own.resolve(secret.target()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return own;
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
