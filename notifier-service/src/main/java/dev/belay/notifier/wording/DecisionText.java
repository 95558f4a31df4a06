package dev.belay.notifier.wording;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.notifier.position.KnownDeployment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what has to be decided, by whom, until when, and with which commands. */
public final class DecisionText {
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DecisionText() {}

    static String of(EventBody.DecisionNeeded needed, KnownDeployment deployment) {
        String commands = commands(needed, deployment.id()).stream()
                .map(command -> "\n  " + command)
                .collect(Collectors.joining());
        return deployment.subject() + " needs a decision about step " + needed.step() + ": " + needed.text() + "\n"
                + conditions(needed) + ":" + commands;
    }

    /** Who may decide, and until when. */
    public static String conditions(EventBody.DecisionNeeded needed) {
        return "The role " + needed.role().label() + " is needed" + except(needed) + until(needed.expires());
    }

    /** One command for each possible answer; each names the question, so that a late click answers no other one. */
    public static List<String> commands(EventBody.DecisionNeeded needed, DeploymentId deployment) {
        return needed.options().stream()
                .flatMap(option -> commands(option, needed, deployment))
                .toList();
    }

    private static String except(EventBody.DecisionNeeded needed) {
        return needed.requesterAllowed() ? "" : ", and another person than who started it";
    }

    private static String until(@Nullable Instant expires) {
        return expires == null ? "" : ", until " + UNTIL.format(expires);
    }

    private static Stream<String> commands(
            DecisionKind option, EventBody.DecisionNeeded needed, DeploymentId deployment) {
        return option == DecisionKind.REPAIR
                ? needed.offers().stream().map(task -> command(option, needed, deployment, " --task " + task))
                : Stream.of(command(option, needed, deployment, ""));
    }

    private static String command(
            DecisionKind option, EventBody.DecisionNeeded needed, DeploymentId deployment, String more) {
        return "./belay " + option.label() + " " + deployment + " --question " + needed.question() + more
                + " --comment \"...\"";
    }
}
