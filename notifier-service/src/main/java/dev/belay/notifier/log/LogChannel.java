package dev.belay.notifier.log;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.notifier.delivery.Channel;
import dev.belay.notifier.delivery.ReadEvent;
import dev.belay.notifier.position.KnownDeployment;
import dev.belay.notifier.wording.MessageText;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, one line each time. */
public final class LogChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger("dev.belay.notifier.log");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void deliver(ReadEvent read, KnownDeployment deployment) {
        DeploymentEvent event = read.event();
        MessageText.of(event, deployment)
                .ifPresent(text -> LOG.info("{}", oneLine(event.deployment() + to(event.body()) + ": " + text)));
    }

    private static String to(EventBody body) {
        return body instanceof EventBody.NotificationRequested requested && requested.channel() != null
                ? " to " + requested.channel()
                : "";
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(line -> CONTROL.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" | "));
    }
}
