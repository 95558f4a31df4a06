package dev.belay.examples.production.observation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks a site as its users do. */
public final class Questions {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI site;

    public Questions(URI site) {
        this.site = site;
    }

    /** What each path is answered with. */
    public SortedMap<String, Answer> ask(List<String> paths) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        paths.forEach(path -> answers.put(path, answer(path)));
        return answers;
    }

    private Answer answer(String path) {
        HttpRequest request = HttpRequest.newBuilder(site.resolve(path))
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
