package dev.belay.rollout;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of a roll-out: handed to the commands as variables, reported as a hash only. */
record Settings(Map<String, String> values) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    Settings {
        values = Map.copyOf(values);
    }

    /** {@code BELAY_SETTING_<NAME>} in capitals, with an underscore for what a variable's name cannot hold. */
    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        for (Map.Entry<String, String> setting : new TreeMap<>(values).entrySet()) {
            String name = setting.getKey();
            if (!NAME.matcher(name).matches() || setting.getValue().indexOf('\0') >= 0) {
                throw refused("The setting \"" + name
                        + "\" cannot be a variable; a letter followed by letters, digits and any of _ . - was expected,"
                        + " and a value without a NUL character.");
            }
            String variable = "BELAY_SETTING_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            if (variables.put(variable, setting.getValue()) != null) {
                throw refused("Two settings become the same variable " + variable + ", one of them is \"" + name
                        + "\"; different names were expected.");
            }
        }
        return variables;
    }

    /** SHA-256 over names and values in the order of the names, in lower-case hexadecimal. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(values).forEach((name, value) -> {
                digest.update((name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static WorkFailed refused(String message) {
        return new WorkFailed(FailureCode.ARGUMENT_REFUSED, message, "Rename it in the plan's \"settings\".");
    }
}
