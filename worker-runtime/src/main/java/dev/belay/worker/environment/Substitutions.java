package dev.belay.worker.environment;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.documents.Nearest;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.TaskSettings;
import dev.belay.worker.failure.WorkFailed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills <code>${version}</code> and the like into arguments and paths of an environment.
 *
 * <p>A value stays inside the argument in which its placeholder stands: nothing is split, and what is filled in is not
 * looked at again. <code>$${</code> stands for <code>${</code>.
 */
public final class Substitutions {
    public static final String VERSION = "version";
    public static final String RELEASE_DIRECTORY = "release.dir";
    public static final String DATABASE_NAME = "database.name";

    /** The version that is live until another one is; known only to the command that tells the changes since. */
    public static final String LIVE_VERSION = "live.version";

    /** The names that are known only where a release is. */
    public static final Set<String> OF_RELEASE = Set.of(VERSION, RELEASE_DIRECTORY);

    /** What a program needs to find the database; known only to the variables of its surroundings. */
    public static final Set<String> OF_LOGIN =
            Set.of("database.host", "database.port", "database.username", "database.password", "database.url");

    public static final String BACKUP_DIRECTORY = "backup.dir";
    public static final String BACKUP_ID = "backup.id";

    /** What commands know that copy a backup to another place. */
    public static final List<String> IN_COPIES = List.of(BACKUP_DIRECTORY, BACKUP_ID, DATABASE_NAME);

    /** What the command knows that tells the changes since the live version. */
    public static final List<String> IN_CHANGES = List.of(VERSION, RELEASE_DIRECTORY, DATABASE_NAME, LIVE_VERSION);

    /** The names that environments define themselves, which no argument of a task may take. */
    public static final Set<String> RESERVED = Set.of(VERSION, RELEASE_DIRECTORY, DATABASE_NAME);

    private static final Pattern DATABASE_URL = Pattern.compile("jdbc:postgresql:(?://[^/?]*/)?([^/?]*)(?:\\?.*)?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)}|\\$\\{");

    private final String environment;
    private final Map<String, String> values;

    private Substitutions(String environment, Map<String, String> values) {
        this.environment = environment;
        this.values = values;
    }

    /** What every command of the environment may use; version and directory only where a release is given. */
    public static Substitutions of(Environment environment, Optional<Release> release) {
        Map<String, String> values = new TreeMap<>();
        release.ifPresent(known -> {
            ReleaseDirectory.requireVersion(known.version());
            values.put(VERSION, known.version());
            if (known.directory() != null || environment.parts().rollout().isPresent()) {
                values.put(
                        RELEASE_DIRECTORY,
                        ReleaseDirectory.of(environment, known).toString());
            }
        });
        environment.parts().database().flatMap(Substitutions::databaseName).ifPresent(name -> {
            values.put(DATABASE_NAME, name);
        });
        return new Substitutions(environment.name(), values);
    }

    /** The same with further values, such as a task's arguments. */
    public Substitutions with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(more);
        return new Substitutions(environment, all);
    }

    /** The command with every argument filled, each still one argument. */
    public List<String> fill(CommandLine command) {
        return command.arguments().stream().map(this::fill).toList();
    }

    /**
     * One argument or path, filled.
     *
     * @throws WorkFailed when it uses a name that is not known
     */
    public String fill(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement(matcher, text)));
        }
        return matcher.appendTail(filled).toString();
    }

    /** The names that a text uses. */
    public static Set<String> namesIn(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The names that a command's arguments use. */
    public static Set<String> namesIn(CommandLine command) {
        Set<String> names = new TreeSet<>();
        command.arguments().forEach(argument -> names.addAll(namesIn(argument)));
        return names;
    }

    /** The names that a task's commands take from a plan. */
    public static Set<String> argumentsOf(TaskSettings task) {
        Set<String> names = new TreeSet<>(namesIn(task.command()));
        task.dryRun().ifPresent(dryRun -> names.addAll(namesIn(dryRun)));
        names.removeAll(RESERVED);
        return names;
    }

    private String replacement(Matcher matcher, String text) {
        if (matcher.group().equals("$${")) {
            return "${";
        }
        String name = matcher.group(1);
        if (name == null) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_INVALID,
                    "Environment \"" + environment + "\" has a \"${\" without its \"}\" in \"" + text + "\".",
                    "Close it, or write \"$${\" where \"${\" itself is meant.");
        }
        String value = values.get(name);
        if (value == null) {
            throw unknown(name, text);
        }
        return value;
    }

    private WorkFailed unknown(String name, String text) {
        List<String> known = new ArrayList<>(values.keySet());
        String names = known.isEmpty()
                ? "none is known here"
                : "known here: "
                        + String.join(
                                ", ",
                                known.stream().map(one -> "${" + one + "}").toList());
        String mend = Nearest.of(name, known)
                .map(nearest -> "Did you mean \"${" + nearest + "}\"?")
                .orElse("Use one that is known, or write \"$${\" where \"${\" itself is meant.");
        return new WorkFailed(
                FailureCode.ENVIRONMENT_INVALID,
                "Environment \"" + environment + "\" uses \"${" + name + "}\" in \"" + text + "\"; " + names + ".",
                mend);
    }

    /** The part of the URL between the address and the parameters; the driver takes it percent-encoded. */
    private static Optional<String> databaseName(DatabaseSettings database) {
        Matcher url = DATABASE_URL.matcher(database.main().url());
        return url.matches() && !url.group(1).isEmpty()
                ? Optional.of(URLDecoder.decode(url.group(1), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
