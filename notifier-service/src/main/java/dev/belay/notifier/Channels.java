package dev.belay.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The ways to reach people that are set up, in the order in which they are used. */
final class Channels implements Iterable<Channel>, AutoCloseable {
    private final List<Channel> channels;

    private Channels(List<Channel> channels) {
        this.channels = List.copyOf(channels);
    }

    static Channels of(NotifierProperties.Slack slack, MeterRegistry meters, Clock clock) {
        List<Channel> channels = new ArrayList<>();
        // First, so that no trouble of another channel keeps a line out of the log.
        channels.add(new LogChannel());
        slack.account().ifPresent(account -> channels.add(new SlackChannel(slack, account, meters, clock)));
        return new Channels(channels);
    }

    @Override
    public Iterator<Channel> iterator() {
        return channels.iterator();
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
    }
}
