package dev.belay.embedded.machine;

import java.util.Map;

/** Settings in the user's environment that are meant for other servers and must not reach ours. */
public final class ForeignSettings {
    private ForeignSettings() {}

    public static void removeFrom(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("TEMPORAL_"));
        environment.keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C"); // messages that we read stay English
    }
}
