package dev.belay.notifier;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A notifier in this JVM, and what it writes to the log. */
final class RunningNotifier implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private RunningNotifier(ConfigurableApplicationContext context) {
        this.context = context;
        listen();
    }

    static RunningNotifier start(List<String> settings, String... further) {
        List<String> args = new ArrayList<>(settings);
        args.addAll(Arrays.asList(further));
        return new RunningNotifier(NotifierService.start(args.toArray(String[]::new)));
    }

    /** After the start, which sets logging up anew and drops whoever listens. */
    private void listen() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
        };
        appender.start();
        ((Logger) LoggerFactory.getLogger("dev.belay.notifier")).addAppender(appender);
    }

    List<String> logged() {
        return lines;
    }

    String get(String path) throws IOException, InterruptedException {
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
