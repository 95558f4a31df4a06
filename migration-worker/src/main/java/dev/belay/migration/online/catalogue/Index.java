package dev.belay.migration.online.catalogue;

/**
 * An index as the catalogue has it.
 *
 * @param name quoted, with its schema
 * @param relation its bare name
 * @param table the oid of the table
 * @param form what follows {@code using} in its definition
 */
public record Index(
        String name,
        String relation,
        long table,
        Condition condition,
        boolean unique,
        boolean partitioned,
        String form) {
    /** Whether queries can use it. */
    public enum Condition {
        VALID,
        /** A build that broke off left it; it costs every write and serves nobody. */
        INVALID
    }
}
