package dev.belay.messaging.start;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServerWatchTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(lines);
    }

    @Test
    void saysOnceThatAServerIsAwayAndOnceThatItIsBack() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        String address = "127.0.0.1:" + port;
        NeededServer needed = new NeededServer("Kafka at " + address, () -> ServerPort.lack(address, 9092));
        try (ServerWatch watch = new ServerWatch(needed, "What runs goes on.", Clock.fixed(NOON, ZoneOffset.UTC))) {
            watch.look();
            watch.look();
            watch.look();
            try (ServerSocket back = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(back.isBound()).isTrue();
                watch.look();
                watch.look();
            }
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Kafka at " + address + " has not answered since 2026-03-01T12:00:00Z: Connection refused. What"
                                + " runs goes on. It is looked for every 5 s; a line says when it is back.",
                        "Kafka at " + address + " answers again, after 0 s.");
        assertThat(lines.list)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ServerWatch.class);
    }
}
