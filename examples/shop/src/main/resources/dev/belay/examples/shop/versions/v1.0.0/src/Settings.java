import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What the service is told about the machine that it runs on: shop.properties, and the files named there. */
record Settings(
        int publicPort,
        int internalPort,
        String databaseUrl,
        String username,
        String password,
        Path maintenanceFlag,
        Path readyFile) {

    static Settings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Settings(
                Integer.parseInt(required(properties, "port.public", file)),
                Integer.parseInt(required(properties, "port.internal", file)),
                required(properties, "database.url", file),
                required(properties, "database.username", file),
                Files.readString(Path.of(required(properties, "database.password.file", file)))
                        .strip(),
                Path.of(required(properties, "maintenance.flag", file)),
                Path.of(required(properties, "ready.file", file)));
    }

    private static String required(Properties properties, String key, Path file) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(file + " has no value for " + key);
        }
        return value;
    }
}
