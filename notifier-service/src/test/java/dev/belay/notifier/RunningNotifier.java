package dev.belay.notifier;

import dev.belay.embedded.junit.KafkaServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** A notifier in this JVM, and what it writes to the log. */
public final class RunningNotifier implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningNotifier(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The settings that every test needs: nothing shared with another one, and short waits. */
    public static List<String> settings(KafkaServer kafka, EventTopic topic, Path directory) {
        return List.of(
                "--server.port=0",
                "--belay.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--belay.notifier.topic=" + topic.name(),
                "--belay.notifier.group=" + topic.name(),
                "--spring.cloud.stream.bindings.deadLetters-out-0.destination=" + topic.deadLetters(),
                "--belay.notifier.state=" + directory.resolve("state"),
                "--belay.notifier.retry.first=20ms",
                "--belay.notifier.retry.longest=100ms");
    }

    public static RunningNotifier start(List<String> settings, String... further) {
        LogLines.lines().clear();
        // Of two arguments for one setting Spring makes a list.
        Map<String, String> args = new LinkedHashMap<>();
        Stream.concat(settings.stream(), Stream.of(further)).forEach(arg -> args.put(arg.split("=")[0], arg));
        return new RunningNotifier(NotifierService.start(args.values().toArray(String[]::new)));
    }

    public List<String> logged() {
        return LogLines.lines();
    }

    public String get(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        context.close();
    }
}
