package dev.belay.notifier.slack.rendering;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom to mention, and how.
 *
 * @param group Slack's id of the group or person that is mentioned where no owner is known, or {@code here}; empty for
 *     nobody
 * @param people Slack's ids by the names that plans give owners, without {@code @}
 */
public record Mentions(String group, Map<String, String> people) {
    private static final Pattern PERSON = Pattern.compile("[UW][A-Z0-9]{6,}");
    private static final Pattern GROUP = Pattern.compile("S[A-Z0-9]{6,}");

    public Mentions {
        people = Map.copyOf(people);
        check("the group", group);
        people.forEach((name, id) -> check(name, id));
    }

    /**
     * The mention of a step's owner, or of the group where there is none or nobody knows them.
     *
     * @param owner as the plan names them
     */
    String of(@Nullable String owner) {
        if (owner == null || owner.isBlank()) {
            return mention(group);
        }
        String name = owner.startsWith("@") ? owner.substring(1) : owner;
        String id = people.getOrDefault(name, name);
        if (isId(id)) {
            return mention(id);
        }
        return (mention(group) + " (owner: " + Mrkdwn.line(owner, 100, "the plan") + ")").strip();
    }

    private static String mention(String id) {
        if (PERSON.matcher(id).matches()) {
            return "<@" + id + ">";
        }
        if (GROUP.matcher(id).matches()) {
            return "<!subteam^" + id + ">";
        }
        return id.isEmpty() ? "" : "<!" + id + ">";
    }

    private static boolean isId(String text) {
        return PERSON.matcher(text).matches() || GROUP.matcher(text).matches();
    }

    private static void check(String name, String id) {
        if (!id.isEmpty() && !isId(id) && !id.equals("here") && !id.equals("channel")) {
            throw new IllegalArgumentException("The mention of " + name + " is \"" + id
                    + "\"; expected Slack's id of a person (U…), of a user group (S…), here or channel."
                    + " Correct belay.notifier.slack.mention and start again.");
        }
    }
}
