package dev.belay.orchestrator;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A stream of server-sent events as a client sees it. */
final class FollowedStream {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Stream<String>>> answer;
    private final CompletableFuture<Void> end;

    FollowedStream(CompletableFuture<HttpResponse<Stream<String>>> answer) {
        this.answer = answer;
        this.end = answer.thenAcceptAsync(response -> response.body().forEach(lines::add));
    }

    /** One event. */
    record Event(String id, String type, String data) {}

    int status() {
        return answer.join().statusCode();
    }

    void awaitEnd() throws Exception {
        end.get(10, TimeUnit.SECONDS);
    }

    boolean ended() {
        return end.isDone();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<Event> events() {
        List<Event> events = new ArrayList<>();
        String id = "";
        String type = "";
        String data = "";
        for (String line : lines) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            } else if (line.isEmpty() && !type.isEmpty()) {
                events.add(new Event(id, type, data));
                id = "";
                type = "";
                data = "";
            }
        }
        return events;
    }

    List<String> types() {
        return events().stream().map(Event::type).toList();
    }

    List<String> ids() {
        return events().stream().map(Event::id).toList();
    }
}
