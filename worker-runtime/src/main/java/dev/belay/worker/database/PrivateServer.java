package dev.belay.worker.database;

import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a server is reached that listens in a private directory alone: who gets through to it is let in. */
public final class PrivateServer {
    /** The number is a part of the socket's name, and nothing else. */
    public static final int PORT = 5432;

    private static final String FILE = ".s.PGSQL." + PORT;
    private static final Pattern ARGUMENT = Pattern.compile("[?&]socketFactoryArg=(?<file>[^&]*)");

    private PrivateServer() {}

    /** The socket in its directory. */
    public static Path socket(Path directory) {
        return directory.resolve(FILE);
    }

    public static Login login(Path directory, String database, String username, Secret password) {
        return new Login(
                "jdbc:postgresql://localhost:" + PORT + "/" + encoded(database) + "?socketFactory="
                        + PrivateSocketFactory.class.getName() + "&socketFactoryArg="
                        + encoded(socket(directory).toString()) + "&sslmode=disable&gssEncMode=disable",
                username,
                password);
    }

    /** The directory that a URL leads to; empty where it leads to a host. */
    static Optional<Path> directory(String url) {
        Matcher argument = ARGUMENT.matcher(url);
        return argument.find() && url.contains(PrivateSocketFactory.class.getName())
                ? Optional.of(Path.of(URLDecoder.decode(argument.group("file"), StandardCharsets.UTF_8))
                        .resolveSibling(""))
                : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
