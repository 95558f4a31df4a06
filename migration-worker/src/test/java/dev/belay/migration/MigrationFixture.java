package dev.belay.migration;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.written.Horizons;
import dev.belay.migration.written.WrittenRows;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** One system with a fresh database, a directory of migrations and the worker's handlers. */
final class MigrationFixture {
    final Login login;
    final Environment environment;
    final MigrateHandler migrate;
    final MigrateUndoHandler undo;
    final RememberedSchemas schemas;
    final WrittenRows written;
    final MigrationStateHandler state;
    final String history;
    final MigrationTools tools;
    final ToolProject project;
    private final Path directory;
    private final Release release;

    MigrationFixture(Tool tool, Path releaseDirectory) throws SQLException, IOException {
        login = ThrowawayPostgres.database();
        directory = releaseDirectory.resolve("migrations");
        project = ToolProject.of(tool, directory);
        release = new Release("2.0", releaseDirectory.toString());
        environment = Environments.environment()
                .database(login)
                .migrations(project.settings())
                .build();
        MigrationProperties properties = new MigrationProperties(Duration.ofSeconds(1));
        schemas = new RememberedSchemas(ThrowawayState.files());
        Horizons horizons = new Horizons(ThrowawayState.files());
        written = new WrittenRows(schemas, horizons);
        tools = new MigrationTools(new SupervisedProcesses(Duration.ofSeconds(1)));
        migrate = new MigrateHandler(properties, schemas, tools, horizons);
        undo = new MigrateUndoHandler(properties, schemas, tools, written);
        state = new MigrationStateHandler(
                properties,
                schemas,
                tools,
                new MigrationLint(new SupervisedProcesses(Duration.ofSeconds(1)), new LintProperties(1_000)));
        history = project.history();
    }

    /** A handler whose worker remembers nothing, as after the loss of its state. */
    MigrateUndoHandler undoWithoutState() {
        RememberedSchemas nothing = new RememberedSchemas(ThrowawayState.files());
        return new MigrateUndoHandler(
                new MigrationProperties(Duration.ofSeconds(1)), nothing, tools, writtenWithoutState());
    }

    WrittenRows writtenWithoutState() {
        return new WrittenRows(new RememberedSchemas(ThrowawayState.files()), new Horizons(ThrowawayState.files()));
    }

    MigrationFixture file(String name, String sql) throws IOException {
        Files.writeString(directory.resolve(name), sql);
        return this;
    }

    /** Writes one more migration; answers with its version. */
    String add(Change change) throws IOException {
        return project.add(change);
    }

    void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    HandlerExecution execution(String step) {
        return HandlerExecution.of(step, environment);
    }

    MigrateWork work() {
        return new MigrateWork(release, null, Map.of());
    }

    MigrateWork work(String target) {
        return new MigrateWork(release, target, Map.of());
    }

    MigrateUndoWork undoWork(MigrationState before) {
        return new MigrateUndoWork(release, before);
    }

    MigrationStateWork stateWork() {
        return new MigrationStateWork(release, null);
    }

    MigrationState state() {
        return output(uninterrupted(() -> state.handle(stateWork(), execution("state-1"))));
    }

    Done migrate() {
        return migrating(execution("migrate-1"));
    }

    Done migrating(HandlerExecution execution) {
        return uninterrupted(() -> migrate.handle(work(), execution));
    }

    Done undo(MigrationState before) {
        return uninterrupted(() -> undo.handle(undoWork(before), execution("undo-1")));
    }

    /** A call of a handler that no test interrupts. */
    interface Call<T> {
        T run() throws InterruptedException;
    }

    static <T> T uninterrupted(Call<T> call) {
        try {
            return call.run();
        } catch (InterruptedException cancelled) {
            throw new IllegalStateException("Ended because its execution was cancelled", cancelled);
        }
    }

    Witnessed witness(HandlerExecution execution) throws SQLException, InterruptedException {
        return migrate.witness(work(), execution);
    }

    static MigrationState output(Done done) {
        return (MigrationState) Objects.requireNonNull(done.output());
    }

    static String evidence(Done done, String label) {
        return done.evidence().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow()
                .value();
    }

    static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(WorkFailed.class, call).failure();
    }

    /** A session that Belay knows nothing of. */
    Connection connect() throws SQLException {
        return ThrowawayPostgres.connect(login);
    }

    void sql(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
