package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.AddColumn;
import dev.belay.contracts.migration.OnlineOperation.DropColumn;
import dev.belay.contracts.migration.OnlineOperation.Keep;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Witnessed;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are kept as users have left them, whatever becomes of rows while a column goes batch by batch. */
class KeptValuesTest {
    private OnlineFixture system;

    @BeforeEach
    void createTable() throws SQLException {
        system = new OnlineFixture();
    }

    private void create(String form) throws SQLException {
        system.sql("create table orders (id integer primary key, legacy text)" + form);
        if (form.contains("partition")) {
            system.sql(
                    "create table orders_low partition of orders for values from (0) to (150)",
                    "create table orders_high partition of orders for values from (150) to (9000)");
        }
        system.sql("insert into orders select i, 'value ' || i from generate_series(1, 200) i", "analyze orders");
    }

    /** Whoever has died before it answered has told nobody where the values are. */
    private static String evidence(Witnessed witnessed, String label) {
        return OnlineFixture.evidence(((Witnessed.WasDone) witnessed).done(), label);
    }

    /** Does something when the first batch, of the rows 1 to 40, is committed. */
    private Execution whenABatchIsDone(String id, String... statements) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new MortalExecution(system.execution(id), at -> {
            if (at.matches("rows [1-9].* keep values of .*") && first.getAndSet(false)) {
                try {
                    system.sql(statements);
                } catch (SQLException refused) {
                    throw new IllegalStateException(refused);
                }
            }
            return false;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " partition by range (id)"})
    void bringsBackWhatWasThereWhenTheColumnWent(String form) throws Exception {
        create(form);
        system.sql("create table expected (id integer, legacy text)");
        DropColumn drop = new DropColumn("orders", "legacy", Keep.VALUES);
        List<OnlineOperation> operations = List.of(drop);
        OnlineState before = system.state(drop);

        Done done = system.migrate.handle(
                new OnlineMigrateWork(operations, null),
                whenABatchIsDone(
                        "deployment-1/migrate-1/do/1",
                        "update orders set legacy = null where id in (1, 199)",
                        "delete from orders where id in (2, 3, 198)",
                        "insert into orders values (3, null), (1000, 'new')",
                        "update orders set id = 1001 where id = 4",
                        "update orders set id = 4 where id = 5",
                        "update orders set legacy = 'later' where id in (6, 197)",
                        "update orders set id = 160 + 1000 where id = 7",
                        "insert into expected select * from orders"));

        assertThat(OnlineFixture.evidence(done, drop.describe())).startsWith("dropped; its 196 values are kept in");
        assertThat(evidence(
                        system.migrate.witness(
                                new OnlineMigrateWork(operations, null),
                                system.execution("deployment-1/migrate-1/do/1")),
                        "kept of: " + drop.describe()))
                .startsWith("196 values in public.belay_kept_orders_legacy_");
        assertThat(OnlineFixture.evidence(system.migrate(drop), "kept of: " + drop.describe()))
                .startsWith("196 values in");
        system.undo(before, drop);
        assertThat(system.query("select string_agg(id || ' ' || coalesce(o.legacy, 'nothing') || ' instead of '"
                        + " || coalesce(e.legacy, 'nothing'), ', ' order by id) from orders o full join expected e"
                        + " using (id) where o.legacy is distinct from e.legacy"))
                .isEqualTo("null");
        assertThat(system.query("select count(*) from orders")).isEqualTo("199");
        assertThat(system.leftOver()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " partition by range (id)"})
    void keepsOfWhatUsersHaveWrittenWhatTheyLeftThere(String form) throws Exception {
        create(form);
        AddColumn add = new AddColumn("orders", "size", "text", "'small'", null, Nulls.ALLOWED, Triggers.NONE_EXPECTED);
        OnlineState before = system.state(add);
        system.migrate(add);
        system.sql("update orders set size = 'own ' || id where id in (1, 2, 3, 4, 198, 199)");

        Done undone = system.undo.handle(
                new OnlineUndoWork(List.of(add), null, before),
                whenABatchIsDone(
                        "deployment-1/migrate-1/undo/1",
                        "update orders set size = 'small' where id in (1, 199)",
                        "update orders set size = null where id = 2",
                        "delete from orders where id = 3"));

        String told = OnlineFixture.evidence(undone, "taken back: " + add.describe());
        assertThat(told).startsWith("2 values were written into it since");
        assertThat(system.query("select string_agg(id || ' ' || size, ', ' order by id) from "
                        + told.substring(told.lastIndexOf(' ') + 1)))
                .isEqualTo("4 own 4, 198 own 198");
        assertThat(system.query("select count(*) from " + told.substring(told.lastIndexOf(' ') + 1)))
                .isEqualTo("2");
        OnlineUndoWork work = new OnlineUndoWork(List.of(add), null, before);
        assertThat(evidence(
                        system.undo.witness(work, system.execution("deployment-1/migrate-1/undo/1")),
                        "kept of: " + add.describe()))
                .startsWith("2 values in public.belay_kept_orders_size_");
        assertThat(OnlineFixture.evidence(system.undo(before, add), "kept of: " + add.describe()))
                .startsWith("2 values in");
        assertThat(system.leftOver()).isEmpty();
    }
}
