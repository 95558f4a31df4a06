package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.Keep;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.migration.OnlineOperation.Uniqueness;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.testing.HandlerExecution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations over tables of every form, started, taken back, started again and completed while older code writes; and
 * the same with the worker dying wherever it tells how far it has come.
 */
class OnlineHarnessTest {
    private static final int ROWS = Integer.getInteger("belay.online.rows", 300);

    private static final List<OnlineOperation> OPERATIONS = List.of(
            new OnlineOperation.AddColumn(
                    "orders",
                    "size",
                    "text",
                    "'unknown'",
                    "case when orders.total > 100 then 'big' else 'small' end",
                    Nulls.REFUSED,
                    Triggers.NONE_EXPECTED),
            new OnlineOperation.AddColumn(
                    "orders", "version", "integer", "1", null, Nulls.REFUSED, Triggers.NONE_EXPECTED),
            new OnlineOperation.CreateIndex(
                    "orders_size",
                    "orders",
                    List.of("size", "total desc"),
                    Uniqueness.ANY,
                    "btree",
                    List.of("note"),
                    "total > 10"),
            new OnlineOperation.DropColumn("orders", "legacy", Keep.VALUES),
            new OnlineOperation.DropIndex("orders_note"),
            new OnlineOperation.Reindex("orders_total"),
            new OnlineOperation.AddCheck("orders_sized", "orders", "size in ('big', 'small', 'unknown')"),
            new OnlineOperation.Analyze("orders", List.of()),
            new OnlineOperation.Sql("create sequence order_numbers", "drop sequence order_numbers"));

    /** A partitioned table takes fewer operations. */
    private static List<OnlineOperation> operations(Form form) {
        return form == Form.PARTITIONED
                ? OPERATIONS.stream()
                        .filter(operation -> !(operation instanceof OnlineOperation.DropIndex)
                                && !(operation instanceof OnlineOperation.Reindex))
                        .toList()
                : OPERATIONS;
    }

    @ParameterizedTest
    @EnumSource
    void startsAndGoesBackAndStartsAgainWhileOlderCodeWrites(Form form) throws Exception {
        OnlineFixture system = new OnlineFixture();
        try (OldCode code = OldCode.start(system, form, ROWS)) {
            drive(system, code, form, execution -> execution);
        }
    }

    /** All forms with {@code -Dbelay.online.all}; each takes its five seconds. */
    static List<Form> formsToDieIn() {
        return Boolean.getBoolean("belay.online.all")
                ? List.of(Form.values())
                : List.of(Form.TEXT, Form.COMPOSITE, Form.PARTITIONED);
    }

    @ParameterizedTest
    @MethodSource("formsToDieIn")
    void losesNothingWhereTheWorkerDiesAtEachStepOfTheWay(Form form) throws Exception {
        OnlineFixture system = new OnlineFixture();
        Set<String> survived = new HashSet<>();
        try (OldCode code = OldCode.start(system, form, ROWS)) {
            drive(system, code, form, execution -> new MortalExecution(execution, survived));
        }
        assertThat(survived.size()).as("deaths").isGreaterThan(ROWS / 40);
    }

    private static void drive(OnlineFixture system, OldCode code, Form form, Function<HandlerExecution, Execution> fate)
            throws Exception {
        List<OnlineOperation> operations = operations(form);
        OnlineState before = system.state(operations.toArray(new OnlineOperation[0]));
        OnlineMigrateWork work = new OnlineMigrateWork(operations, null);
        OnlineUndoWork undo = new OnlineUndoWork(operations, null, before);

        complete(system.migrate, work, system, "deployment-1/migrate-1/do/", fate);
        complete(system.undo, undo, system, "deployment-1/migrate-1/undo/", fate);
        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from orders join legacy_before before using (" + form.key
                        + ") where orders.legacy is distinct from before.legacy"))
                .isEqualTo("0");
        complete(system.migrate, work, system, "deployment-2/migrate-1/do/", fate);

        code.stopAndCompare();
        code.compareSizes();
        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from orders where size is null or version <> 1"))
                .isEqualTo("0");
        assertThat(system.query("select string_agg(indexdef, ';') from pg_indexes where indexname = 'orders_size'"))
                .contains("(size, total DESC) INCLUDE (note) WHERE (total > 10)");
        assertThat(system.query("select bool_and(attnotnull) from pg_attribute where attrelid = 'orders'::regclass"
                        + " and attname in ('size', 'version')"))
                .isEqualTo("t");
        assertThat(code.writes()).isPositive();
    }

    /** As the orchestrator does: after each death the witness is asked, and the next execution begins. */
    private static <W extends Work> void complete(
            Handler<W> handler, W work, OnlineFixture system, String id, Function<HandlerExecution, Execution> fate)
            throws Exception {
        for (int ordinal = 1; ; ordinal++) {
            try {
                handler.handle(work, fate.apply(system.execution(id + ordinal)));
                assertThat(handler.witness(work, system.execution(id + (ordinal + 1))))
                        .isInstanceOf(WasDone.class);
                return;
            } catch (MortalExecution.Killed killed) {
                Witnessed witnessed = handler.witness(work, system.execution(id + ordinal));
                assertThat(witnessed)
                        .as("after death at %s", killed.getMessage())
                        .isInstanceOf(WasNotDone.class);
            }
        }
    }
}
