package dev.belay.notifier.slack.board;

import java.util.Map;

/**
 * Which channel a deployment's message goes to.
 *
 * @param usual where nothing else is said
 * @param byEnvironment the channels of single environments
 */
public record ChannelChoice(String usual, Map<String, String> byEnvironment) {
    public ChannelChoice {
        byEnvironment = Map.copyOf(byEnvironment);
    }

    String of(DeploymentView view) {
        return view.origin() == null
                ? usual
                : byEnvironment.getOrDefault(view.origin().environment(), usual);
    }
}
