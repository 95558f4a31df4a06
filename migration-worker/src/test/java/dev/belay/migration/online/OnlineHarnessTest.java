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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
            new OnlineOperation.AddForeignKey(
                    "orders_totals", "orders", List.of("total"), "totals", List.of("total"), null),
            new OnlineOperation.AddCheck("orders_sized", "orders", "size in ('big', 'small', 'unknown')"),
            new OnlineOperation.Analyze("orders", List.of()),
            new OnlineOperation.Sql("create sequence order_numbers", "drop sequence order_numbers"));

    /** A partitioned table takes fewer operations. */
    private static List<OnlineOperation> operations(Form form) {
        return form == Form.PARTITIONED
                ? OPERATIONS.stream()
                        .filter(operation -> !(operation instanceof OnlineOperation.DropIndex)
                                && !(operation instanceof OnlineOperation.AddForeignKey))
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

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "PARTITIONED"})
    void startsOverATableThatIsEmpty(Form form) throws Exception {
        OnlineFixture system = new OnlineFixture();
        try (OldCode code = OldCode.start(system, form, 0)) {
            drive(system, code, form, execution -> execution);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "COMPOSITE", "PARTITIONED"})
    void losesNothingWhereTheWorkerDiesAtEachStepOfTheWay(Form form) throws Exception {
        dieAtEachStep(form);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEXT", "COMPOSITE", "PARTITIONED"})
    void losesNothingWhereTheWorkerDiesAtEachStepOfTheWayWithOtherKeys(Form form) throws Exception {
        dieAtEachStep(form);
    }

    private static void dieAtEachStep(Form form) throws Exception {
        OnlineFixture system = new OnlineFixture();
        Set<String> survived = new HashSet<>();
        try (OldCode code = OldCode.start(system, form, ROWS)) {
            drive(system, code, form, execution -> new MortalExecution(execution, survived::add));
        }
        assertThat(survived.size()).as("deaths").isGreaterThan(ROWS / 40);
    }

    /** Each time a step of its own, whose worker dies later than that of the one before, until one comes through. */
    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = {"UUID", "PARTITIONED"})
    void goesBackFromWhereverTheWorkerHasDied(Form form) throws Exception {
        OnlineFixture system = new OnlineFixture();
        List<OnlineOperation> operations = operations(form);
        OnlineMigrateWork work = new OnlineMigrateWork(operations, null);
        int deaths = 0;
        try (OldCode code = OldCode.start(system, form, ROWS)) {
            OnlineState before = system.state(operations.toArray(new OnlineOperation[0]));
            OnlineUndoWork undo = new OnlineUndoWork(operations, null, before);
            for (int told = 1; diesWhenItTells(told, system, work, "deployment-" + deaths + "/migrate-1/"); ) {
                complete(
                        system.undo, undo, system, "deployment-" + deaths + "/migrate-1/undo/", execution -> execution);
                assertThat(system.leftOver()).isEmpty();
                assertThat(system.state(operations.toArray(new OnlineOperation[0])))
                        .isEqualTo(before);
                deaths++;
                told += 1 + told / 3;
            }
            code.stopAndCompare();
            code.compareSizes();
        }
        assertThat(deaths).isGreaterThan(5);
    }

    private static boolean diesWhenItTells(int times, OnlineFixture system, OnlineMigrateWork work, String step) {
        AtomicInteger told = new AtomicInteger();
        try {
            system.migrate.handle(
                    work, new MortalExecution(system.execution(step + "do/1"), at -> told.incrementAndGet() == times));
            return false;
        } catch (MortalExecution.Killed killed) {
            return true;
        }
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
        assertThat(system.query("select bool_and(convalidated) from pg_constraint where conrelid = 'orders'::regclass"))
                .isEqualTo("t");
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
