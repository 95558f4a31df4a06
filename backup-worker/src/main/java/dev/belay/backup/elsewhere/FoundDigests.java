package dev.belay.backup.elsewhere;

import dev.belay.worker.process.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program says of files as {@code sha256sum} does; other lines and other files are not looked at. */
final class FoundDigests implements Processes.OutputConsumer {
    private static final Pattern LINE = Pattern.compile("(?<digest>[0-9a-fA-F]{64})[ \\t]+\\*?(?<file>.+)");

    private final Map<String, String> expected;
    private final Map<String, String> found = new HashMap<>();

    /** @param expected the digests by the names of files, relative to the backup's directory */
    FoundDigests(Map<String, String> expected) {
        this.expected = Map.copyOf(expected);
    }

    @Override
    public void read(InputStream output) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                String file = matcher.group("file");
                expected.keySet().stream()
                        .filter(name -> file.equals(name) || file.endsWith("/" + name))
                        .forEach(name -> found.put(name, matcher.group("digest").toLowerCase(Locale.ROOT)));
            }
        }
    }

    /** What is the first file that is not there, or is not as it is here; empty where all are. */
    Optional<String> difference() {
        for (Map.Entry<String, String> file : new TreeMap<>(expected).entrySet()) {
            String digest = found.get(file.getKey());
            if (digest == null) {
                return Optional.of(
                        file.getKey() + " is not among the files there; expected one with SHA-256 " + file.getValue());
            }
            if (!digest.equals(file.getValue())) {
                return Optional.of(file.getKey() + " has SHA-256 " + digest + " there; expected " + file.getValue());
            }
        }
        return Optional.empty();
    }
}
