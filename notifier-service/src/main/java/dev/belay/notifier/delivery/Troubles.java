package dev.belay.notifier.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What keeps channels from telling people now, with what to do about it. */
public final class Troubles {
    private final Map<String, Trouble> open = new ConcurrentHashMap<>();

    /** Something that goes wrong since a moment. */
    public record Trouble(Instant since, String what) {}

    /**
     * Notes that something goes wrong.
     *
     * @param where the channel, or a part of it
     * @return whether that is news
     */
    public boolean began(String where, String what, Instant now) {
        Trouble before = open.get(where);
        if (before != null && before.what().equals(what)) {
            return false;
        }
        open.put(where, new Trouble(before == null ? now : before.since(), what));
        return true;
    }

    /** Notes that it works again; returns whether that is news. */
    public boolean ended(String where) {
        return open.remove(where) != null;
    }

    public Map<String, Trouble> open() {
        return new TreeMap<>(open);
    }
}
