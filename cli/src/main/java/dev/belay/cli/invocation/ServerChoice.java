package dev.belay.cli.invocation;

import dev.belay.cli.api.ServerAccess;
import dev.belay.cli.api.document.Json;
import dev.belay.contracts.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Finds the server and the token: options first, then variables, then the embedded stack. */
public final class ServerChoice {
    private final Surroundings surroundings;

    public ServerChoice(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What the options say.
     *
     * @param server absent unless {@code --server} was given
     * @param tokenFile absent unless {@code --token-file} was given
     * @param as absent unless {@code --as} was given
     */
    public record Options(
            @Nullable String server,
            @Nullable String tokenFile,
            @Nullable String as) {}

    public ServerAccess access(Options options, Role usual) {
        if (options.tokenFile() != null && options.as() != null) {
            throw new CommandFailed(ExitStatus.USAGE, "Both --token-file and --as were given; expected one of them.");
        }
        Optional<String> named = Optional.ofNullable(options.server()).or(() -> surroundings.variable("BELAY_SERVER"));
        Optional<String> embedded = embedded();
        String server = named.or(() -> embedded)
                .orElseThrow(
                        () -> new CommandFailed(
                                ExitStatus.OTHER,
                                "No server is known: there is no " + stackFile()
                                        + ". Start the stack with ./belay up, or name a server with --server or BELAY_SERVER."));
        boolean own = embedded.filter(server::equals).isPresent();
        return new ServerAccess(address(server), token(options, usual, own));
    }

    private static URI address(String server) {
        try {
            URI address = URI.create(server);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException illFormed) {
            // said below
        }
        throw new CommandFailed(
                ExitStatus.USAGE, "The server is \"" + server + "\"; expected such as https://belay.example.org.");
    }

    /** The embedded stack's tokens are for itself: another server gets one only where {@code --as} says so. */
    private Optional<String> token(Options options, Role usual, boolean embedded) {
        if (options.tokenFile() != null) {
            return Optional.of(read(surroundings.resolve(options.tokenFile())));
        }
        if (options.as() != null) {
            return Optional.of(read(tokenOf(options.as())));
        }
        Optional<String> file = surroundings.variable("BELAY_TOKEN_FILE");
        if (file.isPresent()) {
            return Optional.of(read(surroundings.resolve(file.get())));
        }
        Path token = tokens().resolve(usual.label());
        return embedded && Files.exists(token) ? Optional.of(read(token)) : Optional.empty();
    }

    private Path tokenOf(String name) {
        Path token = tokens().resolve(name).normalize();
        if (!tokens().normalize().equals(token.getParent()) || !Files.isRegularFile(token)) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    "The embedded stack has no user \"" + name + "\"; expected "
                            + (known().isEmpty() ? "a file in " + tokens() : "one of " + String.join(", ", known()))
                            + ".");
        }
        return token;
    }

    private List<String> known() {
        try (Stream<Path> files = Files.list(tokens())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private String read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.matches("[\\x21-\\x7e]+")) {
                return token;
            }
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    ExitStatus.OTHER,
                    "The token file " + file + " cannot be read. Check the path and that you may read it.");
        }
        throw new CommandFailed(
                ExitStatus.OTHER, "The token file " + file + " does not hold one token alone on one line.");
    }

    private Optional<String> embedded() {
        if (!Files.isRegularFile(stackFile())) {
            return Optional.empty();
        }
        try {
            return Json.read(Files.readString(stackFile())).path("apiUrl").stringValueOpt();
        } catch (IOException | JacksonException broken) {
            throw new CommandFailed(
                    ExitStatus.OTHER,
                    stackFile() + " cannot be read as JSON. Start the stack anew with ./belay down and ./belay up.");
        }
    }

    private Path stackFile() {
        return surroundings.state().resolve("stack.json");
    }

    private Path tokens() {
        return surroundings.state().resolve("tokens");
    }
}
