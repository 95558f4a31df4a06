package dev.belay.notifier;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what this JVM logs; named by {@code logback-test.xml}, so that nothing of a start is missed. */
public final class LogLines extends AppenderBase<ILoggingEvent> {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    static List<String> lines() {
        return LINES;
    }

    @Override
    protected void append(ILoggingEvent event) {
        LINES.add(event.getLoggerName() + ": " + event.getFormattedMessage());
    }
}
