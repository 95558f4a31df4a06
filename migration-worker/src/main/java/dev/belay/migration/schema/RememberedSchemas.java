package dev.belay.migration.schema;

import java.util.Optional;

/**
 * The schemas that this worker has read, by fingerprint: a fingerprint alone cannot say what differs. They outlive the
 * worker's restart, and are forgotten after 30 days.
 */
public final class RememberedSchemas {
    private final KeptFiles files;

    public RememberedSchemas(KeptFiles files) {
        this.files = files;
    }

    public Schema remember(Schema schema) {
        if (!files.renew(schema.fingerprint())) {
            files.write(schema.fingerprint(), schema.text());
        }
        return schema;
    }

    /** Empty where it was never read here, is forgotten, or is no longer what it was. */
    public Optional<Schema> find(String fingerprint) {
        return files.find(fingerprint)
                .map(Schema::parse)
                .filter(found -> found.fingerprint().equals(fingerprint));
    }
}
