package dev.belay.notifier;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, one line a notice. */
final class LogChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger("dev.belay.notifier.log");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void deliver(Notice notice) {
        String to = notice.channel() == null ? "" : " to " + notice.channel();
        LOG.info("{}", oneLine(notice.deployment() + to + ": " + notice.text()));
    }

    @Override
    public void close() {
        // A logger is everybody's.
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(line -> CONTROL.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" | "));
    }
}
