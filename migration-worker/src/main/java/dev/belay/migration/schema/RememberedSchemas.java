package dev.belay.migration.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest few schemas that this worker has read, by fingerprint: a fingerprint alone cannot say what differs. After
 * a restart of the worker nothing is remembered.
 */
public final class RememberedSchemas {
    private static final int KEPT = 8;

    private final Map<String, Schema> byFingerprint = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
            return size() > KEPT;
        }
    };

    public synchronized Schema remember(Schema schema) {
        byFingerprint.put(schema.fingerprint(), schema);
        return schema;
    }

    public synchronized Optional<Schema> find(String fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }
}
