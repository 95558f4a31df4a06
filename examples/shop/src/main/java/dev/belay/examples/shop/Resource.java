package dev.belay.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A text that this module carries, and the ways in which it becomes a file. */
record Resource(String name) {
    String text() throws IOException {
        try (InputStream content = Resource.class.getResourceAsStream("/dev/belay/examples/shop/" + name)) {
            if (content == null) {
                throw new IOException("The shop's resource " + name + " is missing from its jar; build it again.");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void writeTo(Path file) throws IOException {
        write(file, text());
    }

    /** Replaces every {@code @name@} by its value. */
    void writeTo(Path file, Map<String, String> values) throws IOException {
        String text = text();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        write(file, text);
    }

    void writeProgramTo(Path file) throws IOException {
        writeTo(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
