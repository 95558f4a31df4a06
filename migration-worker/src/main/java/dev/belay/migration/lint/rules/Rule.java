package dev.belay.migration.lint.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that a migration should not do: what the danger is, why, and what is safe instead. */
public enum Rule {
    ADD_COLUMN_REWRITES(
            Weight.BY_SIZE,
            "The whole table is written anew while nobody can read or write it",
            "the new column's value has to be worked out for each row: a volatile default, a serial or identity, or a"
                    + " stored generated column",
            "add the column without it, then set the default for new rows, then fill the old rows in batches; an online"
                    + " \"addColumn\" with \"backfill\" does all of it"),
    ADD_REQUIRED_COLUMN(
            Weight.DANGER,
            "It fails as soon as the table has a row",
            "a column that must not be empty has no value for rows that are there",
            "give it a constant default, or add it nullable, fill it in batches, and then let it be not null by a"
                    + " validated check"),
    ADD_COLUMN_REFERENCES(
            Weight.BY_SIZE,
            "Both tables take no writes until it ends",
            "a foreign key within ADD COLUMN is added at once and not apart from its proof",
            "add the column alone; then ADD CONSTRAINT ... FOREIGN KEY ... NOT VALID, and in another transaction VALIDATE"
                    + " CONSTRAINT"),
    SET_NOT_NULL(
            Weight.BY_SIZE,
            "The whole table is read while nobody can read or write it",
            "SET NOT NULL looks for empty values under its lock, unless a validated check proves that there are none",
            "ADD CONSTRAINT c CHECK (column IS NOT NULL) NOT VALID; in another transaction VALIDATE CONSTRAINT c; then SET"
                    + " NOT NULL, and DROP CONSTRAINT c"),
    CHANGE_TYPE(
            Weight.BY_SIZE,
            "The whole table and its indexes are written anew while nobody can read or write it",
            "the values have another form on disk; code that runs may not read the new type either",
            "add a column of the new type, write both, fill it in batches, let the code read it, and drop the old one in"
                    + " a later release"),
    RENAME_COLUMN(
            Weight.DANGER,
            "Code that runs asks for the old name and fails",
            "the name changes at one moment, the code at another",
            "add a column with the new name, fill it, let the code use it, and drop the old one in a later release"),
    RENAME_TABLE(
            Weight.DANGER,
            "Code that runs asks for the old name and fails",
            "the name changes at one moment, the code at another",
            "rename it and create a view of the old name in the same transaction, and drop the view in a later release"),
    RENAME_SCHEMA(
            Weight.DANGER,
            "Code that runs asks for the old name and fails",
            "the name changes at one moment, the code at another",
            "create the new schema, let the code use it, and drop the old one in a later release"),
    RENAME_ENUM_VALUE(
            Weight.DANGER,
            "Code that runs writes or expects the old value and fails",
            "the value changes at one moment, the code at another",
            "add the new value, let the code know both, change the rows in batches"),
    DROP_COLUMN(
            Weight.DANGER,
            "Code that runs asks for the column and fails, and its values are gone",
            "most frameworks name all columns they know; an undo file can add the column, never its values",
            "take it out of the code first, and drop it in a later release; an online \"dropColumn\" keeps the values"),
    DROP_TABLE(
            Weight.DANGER,
            "Code that runs asks for the table and fails, and its rows are gone",
            "an undo file can create the table, never its rows",
            "take it out of the code first, rename it in a later release, and drop it once nobody has missed it"),
    DROP_SCHEMA(
            Weight.DANGER,
            "All that is in it is gone",
            "an undo file can create it, never what was in it",
            "drop what is in it one by one, each once nobody uses it"),
    DROP_DATABASE(
            Weight.DANGER,
            "All that is in it is gone",
            "nothing takes it back but a restore",
            "do it by hand, if at all"),
    TRUNCATE(
            Weight.DANGER,
            "All rows are gone, with CASCADE those of other tables too, while nobody can read or write the table",
            "nothing takes it back but a restore",
            "delete in batches, or write \"undo: restore\" in the step"),
    DROP_NOT_NULL(
            Weight.ADVICE,
            "Code that runs may meet an empty value that it does not expect",
            "the promise ends at one moment, the code changes at another",
            "let the code that knows empty values be live before"),
    ADD_FOREIGN_KEY(
            Weight.BY_SIZE,
            "Both tables take no writes until all rows have been read",
            "the rows that are there are proven under the lock",
            "add NOT VALID, and in another transaction VALIDATE CONSTRAINT, which lets everybody work; an online"
                    + " \"addForeignKey\" does both"),
    ADD_CHECK(
            Weight.BY_SIZE,
            "The whole table is read while nobody can read or write it",
            "the rows that are there are proven under the lock",
            "add NOT VALID, and in another transaction VALIDATE CONSTRAINT; an online \"addCheck\" does both"),
    ADD_UNIQUE(
            Weight.BY_SIZE,
            "The table takes neither reads nor writes until its index is built",
            "the index of the constraint is built under the lock",
            "CREATE UNIQUE INDEX CONCURRENTLY i ..., then ADD CONSTRAINT c UNIQUE USING INDEX i"),
    ADD_PRIMARY_KEY(
            Weight.BY_SIZE,
            "The table takes neither reads nor writes until its index is built",
            "the index is built, and empty values are looked for, under the lock",
            "CREATE UNIQUE INDEX CONCURRENTLY i ..., columns not null by a validated check, then ADD CONSTRAINT c PRIMARY"
                    + " KEY USING INDEX i"),
    ADD_EXCLUSION(
            Weight.BY_SIZE,
            "The table takes neither reads nor writes until its index is built",
            "there is no way to build the index of an exclusion constraint beforehand",
            "add it while the table is small, or behind the maintenance page"),
    VALIDATE_AT_ONCE(
            Weight.BY_SIZE,
            "The lock of adding the constraint is held until all rows have been read",
            "NOT VALID and VALIDATE CONSTRAINT stand in one transaction",
            "put VALIDATE CONSTRAINT into a migration of its own"),
    CREATE_INDEX(
            Weight.BY_SIZE,
            "The table takes no writes until the index is built",
            "without CONCURRENTLY an index is built under a lock",
            "CREATE INDEX CONCURRENTLY in a migration outside of a transaction; or an online \"createIndex\", which also"
                    + " clears away what a broken build leaves"),
    DROP_INDEX(
            Weight.BY_SIZE,
            "Everybody waits who comes after it, while it waits for those who use the table",
            "DROP INDEX needs the whole table for itself",
            "DROP INDEX CONCURRENTLY in a migration outside of a transaction; or an online \"dropIndex\""),
    REINDEX(
            Weight.BY_SIZE,
            "The table takes no writes, and no reads by that index, until it is built",
            "without CONCURRENTLY an index is built anew under a lock",
            "REINDEX ... CONCURRENTLY outside of a transaction; or an online \"reindex\""),
    CONCURRENTLY_IN_TRANSACTION(
            Weight.DANGER,
            "The server refuses it",
            "CONCURRENTLY needs transactions of its own, and this migration runs in one",
            "put it alone into a migration outside of a transaction: \"-- belay: no transaction\" as first line of SQL"
                    + " files, executeInTransaction=false in Flyway, atomic = False in Django, autocommit_block in"
                    + " Alembic"),
    DETACH_PARTITION(
            Weight.BY_SIZE,
            "Everybody waits who comes after it, while it waits for those who use the table",
            "without CONCURRENTLY the partitioned table is needed for itself",
            "DETACH PARTITION ... CONCURRENTLY outside of a transaction"),
    ATTACH_PARTITION(
            Weight.BY_SIZE,
            "The new partition is read as a whole under a lock",
            "its rows are proven to belong there",
            "give it a validated check of the same bounds before, and drop that afterwards"),
    REWRITE(
            Weight.BY_SIZE,
            "The whole table is written anew while nobody can read or write it",
            "it is copied under the strongest lock",
            "do without it; use REPACK (CONCURRENTLY), which PostgreSQL 19 brings, or a tool that copies beside and swaps;"
                    + " or do it behind the maintenance page"),
    REFRESH_VIEW(
            Weight.BY_SIZE,
            "Nobody can read the view until it is filled",
            "without CONCURRENTLY it is filled under a lock",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY, for which the view needs a unique index"),
    LOCK_TABLE(
            Weight.BY_SIZE,
            "Whoever needs the table waits until the migration ends",
            "a lock that is taken by hand is held to the end of the transaction",
            "do without it, or keep the transaction as short as one statement"),
    CHANGE_ALL_ROWS(
            Weight.BY_SIZE,
            "All rows stay locked until the migration ends, and the table grows by as many",
            "one statement changes all rows in one transaction",
            "change them in batches with a transaction each: a task, or an online \"addColumn\" with \"backfill\""),
    CHANGE_ROWS(
            Weight.ADVICE,
            "The rows that it changes stay locked until the migration ends",
            "rows are changed in the transaction that changes the schema",
            "where these are many, change them in batches apart from it"),
    SCAN_UNDER_LOCK(
            Weight.BY_SIZE,
            "The whole table is read under a lock that stops others",
            "it was seen to do so on a copy of the schema",
            "split it into a part that only changes the catalogue and one that reads without stopping anybody"),
    SEVERAL_TABLES(
            Weight.ADVICE,
            "Two such migrations, or one and the code that runs, can wait for each other",
            "one transaction needs several tables for itself",
            "make a migration for each table"),
    DOMAIN_CONSTRAINT(
            Weight.DANGER,
            "All tables with the domain are read under their locks",
            "a constraint of a domain is proven for every column of it at once",
            "add it NOT VALID and validate it later; or a check of each table"),
    CREATE_DOMAIN(
            Weight.ADVICE,
            "The constraint cannot be changed later without reading all tables of the domain",
            "it belongs to every column of it",
            "use the plain type, with a check of each table"),
    NO_TIMEOUT(
            Weight.DANGER,
            "It may wait for a lock without an end, and everybody behind it",
            "the limits are switched off that Belay gives to each session",
            "leave lock_timeout and statement_timeout as they are"),
    TRANSACTION_CONTROL(
            Weight.DANGER,
            "What is between is not one with the tool's history any more",
            "the tool has a transaction of its own around it",
            "leave BEGIN, COMMIT and ROLLBACK out; what needs no transaction goes into a migration of its own"),
    UNPAIRED_TRANSACTION(
            Weight.DANGER,
            "Statements take effect together with others than it looks, or never",
            "BEGIN and COMMIT do not come in pairs",
            "end each BEGIN by one COMMIT before the next, in the same file; or leave both out"),
    SERVER_BREAKS_INDEX(
            Weight.DANGER,
            "The index may lack rows, and nobody is told",
            "servers of the versions 14.0 to 14.3 have a fault where indexes are built concurrently",
            "bring the server to 14.4 or newer first"),
    NAMED_TWICE(Weight.DANGER, "The server refuses it", "a column is named twice in one statement", "name it once"),
    NOT_REPEATABLE(
            Weight.ADVICE,
            "Where it breaks off in the middle, a second run fails at what the first one has done",
            "it runs outside of a transaction",
            "write IF EXISTS and IF NOT EXISTS, or begin with what takes away a left part, such as DROP INDEX CONCURRENTLY"
                    + " IF EXISTS; of an index IF NOT EXISTS is not enough, since it takes an INVALID one for done"),
    ENUM_ORDER(
            Weight.ADVICE,
            "The new value sorts after all others",
            "ADD VALUE says neither BEFORE nor AFTER",
            "say where it belongs; the order cannot be changed later"),
    LONG_NAME(
            Weight.DANGER,
            "It gets another name than the one that is written",
            "the server cuts names after 63 bytes",
            "choose a shorter name"),
    WIDE_INDEX(
            Weight.ADVICE,
            "It costs room and makes writes slower",
            "more than three columns rarely help, where the index is not unique",
            "leave those out that no query compares, or carry them by INCLUDE"),
    SMALL_KEY(
            Weight.ADVICE,
            "Its numbers may run out, and changing the type later writes the table anew",
            "the key, or a reference to one, is smaller than bigint",
            "use bigint"),
    TYPE_INTEGER(
            Weight.ADVICE,
            "Its values may grow out of it, and changing the type later writes the table anew",
            "integer ends at 2,147,483,647 and smallint at 32,767",
            "use bigint, or allow it where the values are known to be small"),
    SERIAL(
            Weight.ADVICE,
            "The sequence has rights and an owner of its own",
            "serial is an older form of identity",
            "use GENERATED BY DEFAULT AS IDENTITY"),
    TYPE_CHAR(
            Weight.ADVICE,
            "Values are filled up with blanks",
            "char(n) is no faster than text",
            "use text, with a check where the length matters"),
    TYPE_VARCHAR(
            Weight.ADVICE,
            "A shorter limit later reads the whole table",
            "the limit is part of the type",
            "use text, with a check where the length matters"),
    TYPE_TIMESTAMP(Weight.ADVICE, "Nobody knows which moment it was", "timestamp knows no zone", "use timestamptz"),
    TYPE_JSON(
            Weight.ADVICE, "SELECT DISTINCT and GROUP BY fail where they meet it", "json has no equality", "use jsonb"),
    DOES_NOT_RUN(Weight.DANGER, "It fails", "it has failed on a copy of the schema", "mend it");

    private final Weight weight;
    private final String danger;
    private final String reason;
    private final String instead;

    Rule(Weight weight, String danger, String reason, String instead) {
        this.weight = weight;
        this.danger = danger;
        this.reason = reason;
        this.instead = instead;
    }

    /** How much a finding matters. */
    public enum Weight {
        /** A danger whatever the size of the table. */
        DANGER,
        /** A danger where the table is large. */
        BY_SIZE,
        /** Never a danger. */
        ADVICE
    }

    public Weight weight() {
        return weight;
    }

    /** As people write it: {@code add-foreign-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Danger, reason and the safe alternative, in sentences. */
    public String sentences() {
        return danger + ", since " + reason + ". Instead: " + instead + ".";
    }

    public static Optional<Rule> of(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Rule::word).toList();
    }
}
