package dev.belay.rollout;

import dev.belay.worker.environment.settings.CommandLine;
import java.util.List;

/** Commands of the environment that run one after the other, under the key that they have in its file. */
record Stage(String name, List<CommandLine> commands) {
    Stage {
        commands = List.copyOf(commands);
    }
}
