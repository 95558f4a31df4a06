package dev.belay.orchestrator.workflow.rehearsing;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The migrations that a plan would apply, by what they are made of; in which steps it does so makes no difference. */
public final class Planned {
    private final Map<String, String> digests = new TreeMap<>();
    private int unknown;
    private int read;

    /** Those of one step, as its worker has told. */
    public void add(Output.MigrationState state) {
        read++;
        List<PlannedMigration> planned = state.planned();
        if (planned == null || planned.stream().anyMatch(one -> one.digest().isEmpty())) {
            unknown++;
        } else {
            planned.forEach(one -> digests.put(one.version(), one.digest()));
        }
    }

    public void add(OnlineMigrateStep online) {
        for (OnlineOperation operation : online.operations()) {
            digests.put(operation.describe(), digest(operation + " " + online.recordAs()));
        }
    }

    /** Of how many steps a worker has told. */
    int read() {
        return read;
    }

    /** All of them; empty where of some nobody could tell. */
    Optional<List<PlannedMigration>> all() {
        return unknown > 0
                ? Optional.empty()
                : Optional.of(digests.entrySet().stream()
                        .map(one -> new PlannedMigration(one.getKey(), one.getValue()))
                        .toList());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime knows SHA-256", impossible);
        }
    }
}
