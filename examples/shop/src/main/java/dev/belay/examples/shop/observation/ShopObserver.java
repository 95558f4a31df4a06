package dev.belay.examples.shop.observation;

import dev.belay.examples.production.observation.Answer;
import dev.belay.examples.production.observation.DatabaseReader;
import dev.belay.examples.production.observation.Digest;
import dev.belay.examples.production.observation.MigrationHistory;
import dev.belay.examples.production.observation.ObservationFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the shop from outside: its link, its flag, its public address and its database, never its own word alone. */
public final class ShopObserver {
    /** What a customer's day touches; every answer is the same until the data or the version changes. */
    public static final List<String> PATHS =
            List.of("/api/health", "/api/orders?limit=50", "/api/orders/1", "/api/products", "/api/statistics");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path current;
    private final Path maintenanceFlag;
    private final URI publicUrl;
    private final DatabaseReader database;

    public ShopObserver(
            Path current, Path maintenanceFlag, URI publicUrl, String databaseUrl, String username, String password) {
        this.current = current;
        this.maintenanceFlag = maintenanceFlag;
        this.publicUrl = publicUrl;
        this.database = new DatabaseReader(databaseUrl, username, password, MigrationHistory.FLYWAY);
    }

    /**
     * Everything at once.
     *
     * @throws ObservationFailedException if the database does not let itself be read
     */
    public Observation observe() {
        return new Observation(version(), maintenance(), database.read(), answers());
    }

    public String version() {
        try {
            return String.valueOf(Files.readSymbolicLink(current).getFileName());
        } catch (IOException unreadable) {
            throw new ObservationFailedException("The link " + current + " does not name a version", unreadable);
        }
    }

    public Maintenance maintenance() {
        return Files.exists(maintenanceFlag) ? Maintenance.ON : Maintenance.OFF;
    }

    public SortedMap<String, Answer> answers() {
        SortedMap<String, Answer> answers = new TreeMap<>();
        PATHS.forEach(path -> answers.put(path, answer(path)));
        return answers;
    }

    private Answer answer(String path) {
        HttpRequest request = HttpRequest.newBuilder(publicUrl.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(String.valueOf(response.statusCode()), Digest.of(response.body()));
        } catch (IOException unanswered) {
            return Answer.none();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ObservationFailedException("Interrupted while GET " + path + " was not answered", interrupted);
        }
    }
}
