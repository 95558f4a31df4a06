package dev.belay.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * A migration in no tool's words.
 *
 * @param down empty where it has no way back
 */
record Change(String name, List<String> up, List<String> down, boolean transactional) {
    Change {
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    static Change of(String name, String up, String... down) {
        return new Change(name, List.of(up), List.of(down), true);
    }

    /** Its statements take effect one by one. */
    Change outsideOfTransactions() {
        return new Change(name, up, down, false);
    }

    Change then(String statement) {
        List<String> more = new ArrayList<>(up);
        more.add(statement);
        return new Change(name, more, down, transactional);
    }
}
