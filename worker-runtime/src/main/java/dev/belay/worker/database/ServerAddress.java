package dev.belay.worker.database;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.failure.WorkFailed;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a login's database is, in the form that PostgreSQL's programs take; several hosts stand in lists.
 *
 * @param host begins with a slash where it is the directory of a server's socket
 * @param variables of the connection's encryption, as the programs name them
 */
public record ServerAddress(String host, String port, String database, Map<String, String> variables) {
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql:(?://(?<hosts>[^/?]*))?/?(?<database>[^?]*)(?:\\?(?<parameters>.*))?");
    private static final Pattern HOST = Pattern.compile("\\[?(?<host>[^\\]]*?)\\]?(?::(?<port>\\d+))?");
    private static final Map<String, String> ENCRYPTION = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY");

    public ServerAddress {
        variables = Map.copyOf(variables);
    }

    public static ServerAddress of(Login login) {
        Matcher url = matched(login);
        Optional<Path> directory = PrivateServer.directory(login.url());
        if (directory.isPresent()) {
            return new ServerAddress(
                    directory.get().toString(),
                    String.valueOf(PrivateServer.PORT),
                    URLDecoder.decode(url.group("database"), StandardCharsets.UTF_8),
                    encryption(url));
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String each : hosts(url).split(",")) {
            Matcher address = HOST.matcher(each);
            boolean readable = address.matches();
            String host = readable ? address.group("host") : each;
            hosts.add(host.isEmpty() ? "localhost" : host);
            ports.add(readable && address.group("port") != null ? address.group("port") : "5432");
        }
        String database = URLDecoder.decode(url.group("database"), StandardCharsets.UTF_8);
        return new ServerAddress(
                String.join(",", hosts),
                String.join(",", ports),
                database.isEmpty() ? login.username() : database,
                encryption(url));
    }

    /** Whether both name one database by one address; a server may have several. */
    boolean isSameDatabase(ServerAddress other) {
        return host.equals(other.host) && port.equals(other.port) && database.equals(other.database);
    }

    /** The same login on another database of its server. */
    public static Login onDatabase(Login login, String database) {
        Matcher url = matched(login);
        String parameters = url.group("parameters");
        String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return new Login(
                "jdbc:postgresql://" + hosts(url) + "/" + encoded + (parameters == null ? "" : "?" + parameters),
                login.username(),
                login.password());
    }

    private static Matcher matched(Login login) {
        Matcher url = URL.matcher(login.url());
        if (!url.matches()) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_INVALID,
                    "The database's url is \"" + login.url() + "\"; expected jdbc:postgresql://host:port/database.",
                    "Correct it in the environment file.");
        }
        return url;
    }

    private static String hosts(Matcher url) {
        String hosts = url.group("hosts");
        return hosts == null || hosts.isEmpty() ? "localhost" : hosts;
    }

    private static Map<String, String> encryption(Matcher url) {
        Map<String, String> variables = new HashMap<>();
        String parameters = url.group("parameters");
        for (String parameter : parameters == null ? new String[0] : parameters.split("&")) {
            String[] nameAndValue = parameter.split("=", 2);
            String variable = ENCRYPTION.get(nameAndValue[0]);
            if (variable != null && nameAndValue.length == 2) {
                variables.put(variable, URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
            }
        }
        return variables;
    }
}
