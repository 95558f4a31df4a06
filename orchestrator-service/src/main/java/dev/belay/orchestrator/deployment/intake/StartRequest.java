package dev.belay.orchestrator.deployment.intake;

import dev.belay.orchestrator.deployment.DeploymentJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be deployed.
 *
 * @param plan the plan's YAML, or its name
 * @param files the texts of the files that the plan uses, by their paths; of a plan by name the server has them
 * @param at when it is to begin, in words; absent for at once
 */
public record StartRequest(
        String plan,
        Map<String, String> files,
        String environment,
        Map<String, String> parameters,
        @Nullable String at,
        String comment,
        String requestedBy) {
    public StartRequest {
        files = Map.copyOf(files);
        parameters = Map.copyOf(parameters);
    }

    /** The same for equal requests of one user and for no others. */
    String hash() {
        List<Object> asked = new ArrayList<>(
                List.of(plan, new TreeMap<>(files), environment, new TreeMap<>(parameters), comment, requestedBy));
        if (at != null) {
            asked.add(at);
        }
        String canonical = DeploymentJson.write(asked);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every one must have", impossible);
        }
    }
}
