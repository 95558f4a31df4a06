package dev.belay.orchestrator.plan.reading;

import dev.belay.orchestrator.plan.reading.grammar.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of keys in the description of the language, written anew from the keys that the readers know. */
final class KeyTables {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- keys: ([a-z ]+) -->\n).*?(<!-- end of keys -->)", Pattern.DOTALL);
    private static final String REFUSED = "refused";

    private KeyTables() {}

    /** The description with every table as it has to be. */
    static String writtenAnew(String description) {
        return TABLE.matcher(description)
                .replaceAll(table -> Matcher.quoteReplacement(table.group(1) + of(table.group(2)) + table.group(3)));
    }

    /** What the tables of the description are called. */
    static List<String> named(String description) {
        return TABLE.matcher(description).results().map(table -> table.group(2)).toList();
    }

    /** What they have to be called. */
    static List<String> expected() {
        List<String> names = Arrays.stream(Part.values()).map(KeyTables::name).collect(Collectors.toList());
        names.add(REFUSED);
        return names;
    }

    private static String of(String name) {
        return name.equals(REFUSED)
                ? refused()
                : table(Part.valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_')));
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String table(Part part) {
        return "| key | value | where it is left out | meaning |\n|---|---|---|---|\n"
                + part.own().stream()
                        .filter(key -> key.refusal() == null)
                        .map(key -> "| `" + key.name() + "` | " + key.value() + " | " + key.otherwise() + " | "
                                + key.meaning() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String refused() {
        return Arrays.stream(Part.values())
                .filter(part -> part.own().stream().anyMatch(key -> key.refusal() != null))
                .map(part -> "- of " + part.title() + ": "
                        + part.own().stream()
                                .filter(key -> key.refusal() != null)
                                .map(key -> "`" + key.name() + "`")
                                .collect(Collectors.joining(", "))
                        + "\n")
                .collect(Collectors.joining());
    }
}
