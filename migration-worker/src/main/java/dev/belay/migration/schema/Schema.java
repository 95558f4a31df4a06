package dev.belay.migration.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema as one canonical line per object.
 *
 * @param objects from an object's kind and name to its definition
 * @param fingerprint SHA-256 over the lines in order of their names, in lower-case hexadecimal
 */
public record Schema(SortedMap<String, String> objects, String fingerprint) {
    private static final String SEPARATOR = "\0";

    public Schema {
        objects = new TreeMap<>(objects);
    }

    static Schema of(Map<String, String> objects) {
        SortedMap<String, String> sorted = new TreeMap<>(objects);
        return new Schema(sorted, HexFormat.of().formatHex(sha256().digest(text(sorted))));
    }

    /** All objects as they go into the fingerprint; {@link #parse} reads them again. */
    byte[] text() {
        return text(objects);
    }

    /** No text of PostgreSQL holds the character that separates them. */
    private static byte[] text(SortedMap<String, String> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach((name, definition) ->
                text.append(name).append(SEPARATOR).append(definition).append(SEPARATOR));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Schema parse(byte[] text) {
        String[] parts = new String(text, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        Map<String, String> objects = new TreeMap<>();
        for (int index = 0; index + 1 < parts.length; index += 2) {
            objects.put(parts[index], parts[index + 1]);
        }
        return of(objects);
    }

    /** What is new, gone or changed in this schema since the other, one object each, such as {@code new: index i}. */
    public List<String> differencesSince(Schema other) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(objects.keySet());
        names.addAll(other.objects.keySet());
        for (String name : names) {
            String now = objects.get(name);
            String before = other.objects.get(name);
            if (before == null) {
                differences.add("new: " + name);
            } else if (now == null) {
                differences.add("gone: " + name);
            } else if (!now.equals(before)) {
                differences.add("changed: " + name + " from " + shortened(before) + " to " + shortened(now));
            }
        }
        return differences;
    }

    private static String shortened(String definition) {
        return definition.length() > 160 ? definition.substring(0, 160) + "…" : definition;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime knows SHA-256", impossible);
        }
    }
}
