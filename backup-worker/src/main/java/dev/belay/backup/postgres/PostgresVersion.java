package dev.belay.backup.postgres;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of PostgreSQL; programs serve every server whose major version is not above their own. */
public record PostgresVersion(int major, String text) {
    private static final Pattern PRINTED = Pattern.compile("\\(PostgreSQL\\) ((\\d+)\\S*)");

    /** Reads what a program prints for {@code --version}. */
    public static Optional<PostgresVersion> printed(String line) {
        Matcher matcher = PRINTED.matcher(line);
        return matcher.find()
                ? Optional.of(new PostgresVersion(Integer.parseInt(matcher.group(2)), matcher.group(1)))
                : Optional.empty();
    }

    /** Reads what a server shows as {@code server_version}. */
    public static PostgresVersion ofServer(String version) {
        Matcher digits = Pattern.compile("(\\d+)\\S*").matcher(version);
        if (!digits.find()) {
            throw new IllegalArgumentException("Server version \"" + version + "\" does not begin with a number");
        }
        return new PostgresVersion(Integer.parseInt(digits.group(1)), digits.group());
    }

    public boolean serves(PostgresVersion server) {
        return major >= server.major;
    }

    @Override
    public String toString() {
        return text;
    }
}
