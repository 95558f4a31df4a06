package dev.belay.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postgresql.Driver;

/** The PostgreSQL driver that this program runs with, as a file for the service to run with. */
final class DriverJar {
    private DriverJar() {}

    static void copyTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream jar = location().openStream()) {
            Files.copy(jar, file);
        }
    }

    /** Inside an executable jar the location reads {@code jar:<address>!/}, and only the address can be opened. */
    private static URL location() throws IOException {
        URL location = Driver.class.getProtectionDomain().getCodeSource().getLocation();
        String text = location.toString();
        return text.startsWith("jar:") && text.endsWith("!/")
                ? new URL(text.substring("jar:".length(), text.length() - "!/".length()))
                : location;
    }
}
