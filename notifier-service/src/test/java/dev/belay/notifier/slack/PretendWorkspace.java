package dev.belay.notifier.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The channels of a workspace, who is in them, and what stands there. */
final class PretendWorkspace {
    private final Map<String, String> idsByName = new TreeMap<>();
    private final Set<String> memberOf = new TreeSet<>();
    private final Set<String> archived = new TreeSet<>();
    private final List<Said> messages = new ArrayList<>();
    private int count;

    /**
     * A message as it stands there now.
     *
     * @param thread the message that it replies to, or empty
     * @param key by which its sender marked it
     * @param edits how often it was changed
     */
    record Said(
            String channel,
            String ts,
            String thread,
            boolean broadcast,
            String text,
            String blocks,
            String key,
            int edits) {

        /** What people read. */
        String shown() {
            return blocks.isEmpty() ? text : BlockKit.text(blocks);
        }

        boolean inThread() {
            return !thread.isEmpty();
        }
    }

    PretendWorkspace with(String name, String id) {
        idsByName.put(name, id);
        memberOf.add(id);
        return this;
    }

    synchronized void remove(String name) {
        memberOf.remove(idsByName.get(name));
    }

    synchronized void invite(String name) {
        memberOf.add(idsByName.get(name));
    }

    synchronized void archive(String name) {
        archived.add(idsByName.get(name));
    }

    synchronized List<Said> messages() {
        return List.copyOf(messages);
    }

    /** What stands in a channel, its threads included, oldest first. */
    synchronized List<Said> messages(String name) {
        return messages.stream()
                .filter(said -> said.channel().equals(idsByName.get(name)))
                .toList();
    }

    synchronized Optional<String> id(String nameOrId) {
        return Optional.ofNullable(idsByName.getOrDefault(
                nameOrId, idsByName.containsValue(nameOrId) ? nameOrId : idsByName.get("#" + nameOrId)));
    }

    /** The error that posting there is answered with; empty where it may be done. */
    synchronized Optional<String> refusal(String id) {
        if (archived.contains(id)) {
            return Optional.of("is_archived");
        }
        return memberOf.contains(id) ? Optional.empty() : Optional.of("not_in_channel");
    }

    synchronized Said post(String channel, String thread, boolean broadcast, String text, String blocks, String key) {
        Said said = new Said(
                channel,
                System.currentTimeMillis() / 1000 + ".%06d".formatted(++count),
                thread,
                broadcast,
                text,
                blocks,
                key,
                0);
        messages.add(said);
        return said;
    }

    synchronized Optional<Said> find(String channel, String ts) {
        return messages.stream()
                .filter(said -> said.channel().equals(channel) && said.ts().equals(ts))
                .findFirst();
    }

    synchronized void update(Said said, String text, String blocks) {
        messages.set(
                messages.indexOf(said),
                new Said(
                        said.channel(),
                        said.ts(),
                        said.thread(),
                        said.broadcast(),
                        text,
                        blocks,
                        said.key(),
                        said.edits() + 1));
    }

    synchronized void delete(Said said) {
        messages.remove(said);
    }
}
