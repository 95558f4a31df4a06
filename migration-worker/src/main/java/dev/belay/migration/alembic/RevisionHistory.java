package dev.belay.migration.alembic;

import dev.belay.migration.tool.ToolRefused;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release's revisions, oldest first, as {@code alembic history --verbose} prints them. */
final class RevisionHistory {
    private static final Pattern REVISION = Pattern.compile("Rev: (\\S+)(.*)");
    private static final Pattern PARENTS = Pattern.compile("(?:Parent|Merges): (.+)");
    private static final Pattern PATH = Pattern.compile("Path: (.+)");
    private static final Pattern MESSAGE = Pattern.compile("    (\\S.*)");
    private static final String BASE = "<base>";

    private final Map<String, Revision> revisions = new LinkedHashMap<>();

    private RevisionHistory(List<Revision> oldestFirst) {
        oldestFirst.forEach(revision -> revisions.put(revision.id(), revision));
    }

    static RevisionHistory parse(String printed) {
        List<Revision> found = new ArrayList<>();
        String id = "";
        boolean head = false;
        List<String> parents = List.of();
        Path path = Path.of("unknown");
        String message = "";
        for (String line : (printed + "\nRev: end").lines().toList()) {
            Matcher revision = REVISION.matcher(line);
            Matcher parent = PARENTS.matcher(line);
            Matcher file = PATH.matcher(line);
            Matcher words = MESSAGE.matcher(line);
            if (revision.matches()) {
                if (!id.isEmpty()) {
                    found.add(new Revision(id, parents, path, message, head));
                }
                id = revision.group(1);
                head = revision.group(2).contains("(head)");
                parents = List.of();
                message = "";
            } else if (parent.matches()) {
                parents = Arrays.stream(parent.group(1).split("[ ,]+"))
                        .filter(name -> !name.equals(BASE))
                        .toList();
            } else if (file.matches()) {
                path = Path.of(file.group(1).strip());
            } else if (words.matches() && message.isEmpty()) {
                message = words.group(1).strip();
            }
        }
        Collections.reverse(found);
        return new RevisionHistory(found);
    }

    List<Revision> all() {
        return List.copyOf(revisions.values());
    }

    Revision require(String id) {
        Revision revision = revisions.get(id);
        if (revision == null) {
            throw new ToolRefused(
                    "The database is at revision " + id + ", which is not among the release's; expected was one of "
                            + (revisions.isEmpty() ? "none" : String.join(", ", revisions.keySet())) + ".",
                    "Use the release that has this revision, or find out who migrated this database.");
        }
        return revision;
    }

    /** Refuses a history with several ends, of which no one could say which is the latest. */
    void requireOneHead() {
        List<String> heads =
                all().stream().filter(Revision::head).map(Revision::id).toList();
        if (heads.size() > 1) {
            throw new ToolRefused(
                    "The release has " + heads.size() + " heads: " + String.join(", ", heads)
                            + "; expected was one. Nothing was changed.",
                    "Merge them in the release with \"alembic merge heads\", then retry.");
        }
    }

    /** The revisions that are applied where these are the newest ones, oldest first. */
    List<Revision> upTo(Collection<String> newest) {
        Set<String> applied = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(newest);
        while (!open.isEmpty()) {
            Revision revision = require(open.pop());
            if (applied.add(revision.id())) {
                revision.parents().forEach(open::push);
            }
        }
        return all().stream()
                .filter(revision -> applied.contains(revision.id()))
                .toList();
    }
}
