package dev.belay.healthcheck;

import static dev.belay.healthcheck.Checks.atLeast;
import static dev.belay.healthcheck.Checks.expect;
import static dev.belay.healthcheck.DatabaseChecking.check;
import static dev.belay.healthcheck.DatabaseChecking.checkAs;
import static dev.belay.healthcheck.DatabaseChecking.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.check.DatabaseExpectations.ForeignKeyExpectation;
import dev.belay.contracts.check.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.contracts.check.DatabaseExpectations.Measure.Subject;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
import dev.belay.contracts.check.DatabaseExpectations.Sample;
import dev.belay.contracts.check.DatabaseExpectations.TableExpectation;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.worker.execution.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Foreign keys, indexes with their use, and what the server tells of itself. */
class ServerCheckTest {
    private static final Expectation NONE = new Expectation(Comparison.NONE, "");

    @BeforeAll
    static void readOnlyRole() throws Exception {
        ThrowawayPostgres.execute("drop role if exists looker; create role looker login");
    }

    @BeforeEach
    void tables() throws Exception {
        ThrowawayPostgres.execute("""
                drop schema if exists park cascade;
                create schema park;
                create table park.object (id bigint primary key, name text);
                create table park.opening (
                  id int primary key,
                  object_id int,
                  opened_at timestamptz,
                  constraint opening_object foreign key (object_id) references park.object on delete cascade);
                create index opening_newest on park.opening (object_id, opened_at desc nulls last);
                insert into park.object select n, 'Object ' || n from generate_series(1, 3) n""");
    }

    @Test
    void judgesForeignKeys() {
        Done done = check(Checks.foreignKeys(
                foreignKey("opening_object", List.of("object_id"), "park.object", "cascade"),
                new ForeignKeyExpectation("park.opening", "gone", Presence.ABSENT, List.of(), null, null)));

        assertThat(done.evidence().get(0).value())
                .isEqualTo("FOREIGN KEY (object_id) REFERENCES park.object(id) ON DELETE CASCADE, validated;"
                        + " of other types: object_id is integer, park.object.id is bigint");
        assertThat(failure(Checks.foreignKeys(foreignKey("opening_object", List.of("id"), "park.opening", "set null")))
                        .message())
                .startsWith("Foreign key opening_object of park.opening: found columns [object_id], expected [id];"
                        + " found that it refers to park.object, expected park.opening; found on delete cascade,"
                        + " expected set null; its definition is FOREIGN KEY");
        assertThat(failure(Checks.foreignKeys(foreignKey("opening_shop", List.of(), null, null)))
                        .message())
                .contains("does not exist, expected the foreign key; the table has opening_object FOREIGN KEY");
    }

    @Test
    void doesNotTakeAForeignKeyThatIsNotValidatedForOne() throws Exception {
        ThrowawayPostgres.execute("""
                alter table park.opening drop constraint opening_object;
                alter table park.opening add constraint opening_object foreign key (object_id)
                  references park.object not valid""");

        assertThat(failure(Checks.foreignKeys(foreignKey("opening_object", List.of(), null, null)))
                        .message())
                .contains("is not validated, so rows that are there may break it");
        assertThat(failure(Checks.tables(new TableExpectation("park.opening", Presence.PRESENT, 2, 1)))
                        .message())
                .contains("of its foreign keys opening_object are not validated");
        assertThat(failure(Checks.measures(new Measure(Subject.UNVALIDATED_CONSTRAINTS, null, NONE))))
                .satisfies(failure -> assertThat(failure.message()).contains("opening_object of park.opening"))
                .satisfies(failure -> assertThat(failure.next()).contains("validate constraint"));
    }

    @Test
    void showsDefinitionsAndJudgesOrderAndUseOfIndexes() throws Exception {
        Done done = check(Checks.indexes(index("opening_newest", "no", "object_id", "opened_at desc nulls last")));

        assertThat(done.evidence().get(0).value())
                .startsWith("CREATE INDEX opening_newest ON park.opening USING btree (object_id, opened_at DESC NULLS"
                        + " LAST), valid and ready, 8");
        assertThat(failure(Checks.indexes(index("opening_newest", null, "object_id", "opened_at desc")))
                        .message())
                .contains("found columns [object_id, opened_at desc nulls last], expected [object_id, opened_at desc]");
        assertThat(failure(Checks.indexes(index("opening_newest", "yes"))).message())
                .contains("found that it is not unique, expected unique yes");
        assertThat(failure(Checks.indexes(new IndexExpectation(
                                "park.opening", "opening_newest", Presence.PRESENT, List.of(), null, atLeast("1"))))
                        .message())
                .contains("Scans of index opening_newest: found 0 (0 entries read), expected at least 1.");
    }

    @Test
    void namesInvalidIndexesWithWhatToDo() throws Exception {
        ThrowawayPostgres.execute("insert into park.opening (id, object_id) values (1, 1), (2, 1)");
        check(Checks.measures(new Measure(Subject.INVALID_INDEXES, null, NONE)));
        assertThatThrownBy(() -> ThrowawayPostgres.execute(
                        "create unique index concurrently opening_once on park.opening (object_id)"))
                .hasMessageContaining("duplicated");

        Failure failure = failure(Checks.measures(new Measure(Subject.INVALID_INDEXES, null, NONE)));

        assertThat(failure.message())
                .isEqualTo("Invalid indexes: found 1: park.opening_once of park.opening (0 bytes), expected none.");
        assertThat(failure.next()).contains("drop index concurrently");
        assertThat(failure(Checks.tables(new TableExpectation("park.opening", Presence.PRESENT, 3, null)))
                        .message())
                .contains("park.opening_once cannot be used");
    }

    @Test
    void showsIndexesThatNobodyUses() {
        Done done = check(Checks.measures(new Measure(Subject.UNUSED_INDEXES, null, null)));

        assertThat(done.evidence().get(0).value()).contains("park.opening_newest of park.opening", "counted since");
        assertThat(done.evidence().get(0).value()).doesNotContain("opening_pkey");
        assertThat(done.evidence().get(1).value())
                .contains("park.opening_pkey of park.opening: 0 scans, 8 KB, upholds a constraint");
        assertThat(failure(Checks.measures(new Measure(Subject.UNUSED_INDEXES, null, NONE)))
                        .next())
                .contains("dropIndex");
    }

    @Test
    void judgesAndShowsSizes() {
        Done done = check(Checks.measures(
                new Measure(Subject.DATABASE_SIZE, null, expect(Comparison.UNDER, "100GB")),
                new Measure(Subject.TABLE_SIZE, "park.opening", null)));

        assertThat(done.evidence().get(0).value()).matches("[0-9.]+ MB");
        assertThat(done.evidence().get(1).value())
                .matches("\\d+ KB, of which indexes 16 KB \\(opening_newest 8 KB, opening_pkey 8 KB\\)");
        assertThat(failure(Checks.measures(
                                new Measure(Subject.TABLE_SIZE, "park.opening", expect(Comparison.UNDER, "1KB")),
                                new Measure(Subject.TABLE_SIZE, "park.gone", null)))
                        .message())
                .contains(
                        "Size of table park.opening: found",
                        "expected under 1KB",
                        "park.gone: the table does not exist");
    }

    @Test
    void judgesWhatIsKeptForSlots() throws Exception {
        check(Checks.measures(new Measure(Subject.LAG, null, expect(Comparison.UNDER, "10s"))));
        ThrowawayPostgres.execute("select pg_create_physical_replication_slot('standby', true)");
        try {
            Done done = check(Checks.measures(new Measure(Subject.LAG, null, expect(Comparison.UNDER, "1GB"))));
            assertThat(done.evidence().get(0))
                    .satisfies(seen -> assertThat(seen.label()).isEqualTo("Kept for replication slot standby"))
                    .satisfies(seen -> assertThat(seen.value()).endsWith(", not in use, reserved"));
            ThrowawayPostgres.execute("create table park.filler as select generate_series(1, 10000) n");
            assertThat(failure(Checks.measures(new Measure(Subject.LAG, null, expect(Comparison.UNDER, "1KB"))))
                            .message())
                    .contains("Kept for replication slot standby: found");
        } finally {
            ThrowawayPostgres.execute("select pg_drop_replication_slot('standby')");
        }
    }

    @Test
    void showsRowsWithoutWhatIsMasked() {
        Done done = check(
                Checks.samples(new Sample("select id, name from park.object order by id desc", 2, List.of("name"))));

        assertThat(done.evidence())
                .containsExactly(new Evidence(
                        "Sample of \"select id, name from park.object order by id desc\"",
                        "id | name\n3 | ***\n2 | ***"));
        assertThat(failure(Checks.samples(new Sample("select id from park.object", 2, List.of("name"))))
                        .message())
                .contains("has no column name to mask, so it is not shown");
    }

    @Test
    void seesTheCatalogueWithoutAnyRight() {
        checkAs(
                "looker",
                Checks.measures(
                        new Measure(Subject.INVALID_INDEXES, null, NONE),
                        new Measure(Subject.UNUSED_INDEXES, null, null)));
    }

    private static ForeignKeyExpectation foreignKey(
            String name, List<String> columns, @Nullable String references, @Nullable String onDelete) {
        return new ForeignKeyExpectation("park.opening", name, Presence.PRESENT, columns, references, onDelete);
    }

    private static IndexExpectation index(String name, @Nullable String unique, String... columns) {
        return new IndexExpectation("park.opening", name, Presence.PRESENT, List.of(columns), unique, null);
    }
}
