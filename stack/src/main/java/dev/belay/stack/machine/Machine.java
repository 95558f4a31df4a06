package dev.belay.stack.machine;

import dev.belay.stack.StackFailed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What this machine must have before anything is started on it. */
public final class Machine {
    private Machine() {}

    /** Names everything that is missing at once, with what installs it. */
    public static void require(Collection<Requirement> requirements) {
        List<String> helps = new ArrayList<>();
        for (Requirement requirement : requirements.stream().sorted().toList()) {
            List<String> missing = requirement.missing();
            if (!missing.isEmpty()) {
                helps.add(requirement.help(missing));
            }
        }
        if (!helps.isEmpty()) {
            throw new StackFailed(String.join("\n", helps));
        }
    }
}
