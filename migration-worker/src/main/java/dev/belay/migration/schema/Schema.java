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
    public Schema {
        objects = new TreeMap<>(objects);
    }

    static Schema of(Map<String, String> objects) {
        TreeMap<String, String> sorted = new TreeMap<>(objects);
        MessageDigest digest = sha256();
        sorted.forEach((name, definition) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(definition.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
        return new Schema(sorted, HexFormat.of().formatHex(digest.digest()));
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
