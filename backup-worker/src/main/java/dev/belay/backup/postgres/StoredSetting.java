package dev.belay.backup.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A setting as the catalogue stores it, {@code name=value}, put back into SQL. */
public final class StoredSetting {
    /** The server stores these as lists of quoted names; as one text they would mean something else. */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private StoredSetting() {}

    public static String assignment(String stored) {
        int equals = stored.indexOf('=');
        String name = stored.substring(0, equals);
        String value = stored.substring(equals + 1);
        String quotedName = name.contains(".")
                ? List.of(name.split("\\.", 2)).stream().map(Quoted::identifier).collect(Collectors.joining("."))
                : Quoted.identifier(name);
        if (!LISTS.contains(name.toLowerCase(Locale.ROOT))) {
            return quotedName + " to " + Quoted.literal(value);
        }
        String elements = elements(value).stream().map(Quoted::literal).collect(Collectors.joining(", "));
        return quotedName + " to " + (elements.isEmpty() ? "''" : elements);
    }

    static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int index = 0; index < list.length(); index++) {
            char next = list.charAt(index);
            if (next == '"' && quoted && index + 1 < list.length() && list.charAt(index + 1) == '"') {
                element.append('"');
                index++;
            } else if (next == '"') {
                quoted = !quoted;
                any = true;
            } else if (next == ',' && !quoted) {
                elements.add(element.toString());
                element.setLength(0);
            } else if (quoted || !Character.isWhitespace(next)) {
                element.append(next);
                any = true;
            }
        }
        if (any) {
            elements.add(element.toString());
        }
        return elements;
    }
}
