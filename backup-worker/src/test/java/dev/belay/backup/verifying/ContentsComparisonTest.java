package dev.belay.backup.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Shop;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes one thing away from a database, and compares. */
class ContentsComparisonTest {
    private static final Shop SHOP = Shop.open(100);

    private DatabaseSession session;

    @BeforeEach
    void begins() throws Exception {
        session = DatabaseSession.elsewhere(
                ThrowawayPostgres.shared().superuser(SHOP.database()),
                HandlerExecution.of("compare", SHOP.environment(Path.of("/nowhere"))));
        session.begin();
    }

    @AfterEach
    void takesItBack() throws Exception {
        session.close();
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() throws Exception {
        DatabaseContents contents = ContentsReader.read(session);

        assertThat(ContentsComparison.firstDifference(contents, ContentsReader.read(session)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    delete from orders where id = 7 | table orders has 99 rows; expected 100
                    drop table numbered | table numbered is not there
                    drop index orders_customer | valid indexes
                    alter table orders drop constraint orders_total_check | validated constraints
                    alter sequence orders_id_seq restart 500 | sequence orders_id_seq stands at 499; expected 100
                    select lo_unlink(oid) from pg_largeobject_metadata | 0 large objects; expected 1
                    drop view totals | 0 views; expected 1
                    drop materialized view busiest | 0 materialized views; expected 1
                    refresh materialized view busiest with no data | 0 materialized views with contents; expected 1
                    alter table parts detach partition parts_old | 0 partitions; expected 1
                    alter table customers disable row level security | 0 tables with row security; expected 1
                    drop policy everybody on customers | 0 policies; expected 1
                    drop trigger touched on customers | 0 triggers; expected 1
                    drop function touch cascade | 0 functions; expected 1
                    alter table orders drop column note | columns; expected
                    alter table orders alter column placed drop not null | columns that are not null; expected
                    alter table orders alter column placed drop default | columns with defaults; expected
                    alter table numbered alter column id drop identity | 0 identity columns; expected 1
                    drop type colour cascade | columns; expected
                    """)
    void namesWhatIsMissing(String change, String named) throws Exception {
        DatabaseContents before = ContentsReader.read(session);
        session.execute(change);

        assertThat(ContentsComparison.firstDifference(before, ContentsReader.read(session)))
                .hasValueSatisfying(difference -> assertThat(difference).contains(named));
    }
}
