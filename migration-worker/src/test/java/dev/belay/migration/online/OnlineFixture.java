package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.contracts.work.Output.UndoForecast;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.migration.ThrowawayPostgres;
import dev.belay.migration.ThrowawayState;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.DatabaseLimits;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A system with a fresh database and the handlers of online operations. */
final class OnlineFixture {
    private static final String LEFT = """
            select coalesce(string_agg(name, ', '), '') from (
                select 'index ' || indexrelid::regclass from pg_index
                where not (indisvalid and indisready and indislive)
                union all select 'function ' || oid::regproc from pg_proc where proname like 'belay%'
                union all select 'trigger ' || tgname from pg_trigger where tgname like '%belay%'
                union all select 'constraint ' || conname from pg_constraint
                where conname like 'belay\\_filled%') left_over (name)
            """;

    static final OnlineProperties PROPERTIES = new OnlineProperties(
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            40,
            Duration.ofMillis(100),
            Duration.ofSeconds(10));

    final Login login;
    final Environment environment;
    final OnlineMigrateHandler migrate;
    final OnlineUndoHandler undo;
    final OnlineStateHandler state;

    OnlineFixture() throws SQLException {
        this(PROPERTIES);
    }

    OnlineFixture(OnlineProperties properties) throws SQLException {
        this(ThrowawayPostgres.database(), properties);
    }

    OnlineFixture(Login login, OnlineProperties properties) {
        this(login, properties, DatabaseLimits.NONE);
    }

    OnlineFixture(Login login, OnlineProperties properties, DatabaseLimits limits, Login... replicas) {
        this.login = login;
        environment =
                Environments.environment().database(login, limits, replicas).build();
        RememberedSchemas schemas = new RememberedSchemas(ThrowawayState.files());
        migrate = new OnlineMigrateHandler(properties, schemas);
        undo = new OnlineUndoHandler(properties, schemas);
        state = new OnlineStateHandler(schemas);
    }

    HandlerExecution execution(String id) {
        return new HandlerExecution(ExecutionId.parse(id), environment);
    }

    OnlineState state(OnlineOperation... operations) {
        Done done = state.handle(
                new OnlineStateWork(List.of(operations), null), execution("deployment-1/migrate-1/before/1"));
        return (OnlineState) Objects.requireNonNull(done.output());
    }

    Done migrate(OnlineOperation... operations) {
        return migrate.handle(
                new OnlineMigrateWork(List.of(operations), null), execution("deployment-1/migrate-1/do/1"));
    }

    Done undo(OnlineState before, OnlineOperation... operations) {
        return undo.handle(
                new OnlineUndoWork(List.of(operations), null, before), execution("deployment-1/migrate-1/undo/1"));
    }

    List<Evidence> dropped(OnlineState before, OnlineOperation... operations) {
        Done done = new UndoForecastHandler()
                .handle(
                        new UndoForecastWork(new OnlineUndoWork(List.of(operations), null, before)),
                        execution("deployment-1/migrate-1/undo/1"));
        return ((UndoForecast) Objects.requireNonNull(done.output())).dropped();
    }

    static String evidence(Done done, String label) {
        return done.evidence().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No \"" + label + "\" in " + done.evidence()))
                .value();
    }

    static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(WorkFailed.class, call).failure();
    }

    /** What operations have left that is not theirs to leave; empty where there is nothing. */
    String leftOver() throws SQLException {
        return query(LEFT);
    }

    Connection connect() throws SQLException {
        return ThrowawayPostgres.connect(login);
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    boolean exists(String relation) throws SQLException {
        return query("select to_regclass('" + relation + "') is not null").equals("t");
    }
}
