package dev.belay.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.CheckWork;
import dev.belay.worker.database.PrivateServer;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.WorkerBench;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on a copy is given nothing that leads to the live database, and is never settled there. */
class OnACopyTest {
    private static final ExecutionId EXECUTION = ExecutionId.parse("deployment-1/rehearse-1.check/do/1");
    private static final Login LIVE =
            new Login("jdbc:postgresql://live/shop", "shop_owner", new Secret("of-the-owner"));
    private static final CheckWork WORK = new CheckWork(
            List.of(), DatabaseExpectations.NOTHING, List.of(), List.of(), List.of(), List.of(), null, List.of());

    @TempDir
    Path directory;

    private final LinkedBlockingQueue<Execution> seen = new LinkedBlockingQueue<>();

    @Test
    void everyLoginLeadsToTheCopyOverItsSocket() throws Exception {
        Path sockets = Files.createDirectory(directory.resolve("sockets"));
        Files.createFile(PrivateServer.socket(sockets));
        Environment live = Environments.environment()
                .database(LIVE)
                .localScratch()
                .backups(directory, 3)
                .http(new HttpAddress("public", URI.create("http://live"), Map.of()))
                .build();

        Execution execution = seenOn(live, new DatabaseCopy("belay_copy_1", sockets.toString()));

        Environment.Parts parts = execution.environment().parts();
        assertThat(List.of(
                        execution.environment().requireDatabase().main(),
                        execution.environment().requireDatabase().admin(),
                        execution.environment().requireDatabase().readOnly()))
                .allSatisfy(login -> assertThat(login.url())
                        .startsWith("jdbc:postgresql://localhost:5432/belay_copy_1?")
                        .contains("sockets")
                        .doesNotContain("live"))
                .allSatisfy(login -> assertThat(login.username()).isEqualTo("shop_owner"));
        assertThat(parts.scratch()).isEmpty();
        assertThat(parts.backups()).isEmpty();
        assertThat(parts.http()).isEmpty();
        assertThat(execution.environment().tasks()).isEmpty();
    }

    @Test
    void onAScratchServerItsOwnLoginServesAll() throws Exception {
        Login scratch = new Login("jdbc:postgresql://elsewhere/postgres", "scratch", new Secret("of-scratch"));
        Environment live =
                Environments.environment().database(LIVE).scratch(scratch).build();

        Execution execution = seenOn(live, new DatabaseCopy("belay_copy_1", null));

        assertThat(execution.environment().requireDatabase().main().url())
                .isEqualTo("jdbc:postgresql://elsewhere/belay_copy_1");
        assertThat(execution.environment().requireDatabase().readOnly().username())
                .isEqualTo("scratch");
    }

    @Test
    void aCopyThatIsGoneIsSaidToBeGone() throws Exception {
        Environment live =
                Environments.environment().database(LIVE).localScratch().build();
        try (WorkerBench bench = new WorkerBench(directory.resolve("journal"), live, List.of(handler()))) {
            bench.executions().accept(on(new DatabaseCopy("belay_copy_1", "/nowhere")));
            Result result = bench.replies().awaitResult(EXECUTION, 1);

            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.failure().message()).startsWith("The copy \"belay_copy_1\" is not reached at /nowhere");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void whatAPredecessorHadBegunOnACopyHasFailedAndNobodyLooksAtTheDatabase() throws Exception {
        Environment live =
                Environments.environment().database(LIVE).localScratch().build();
        JournalFixture.writeBegun(directory.resolve("journal"), on(new DatabaseCopy("belay_copy_1", "/nowhere")));

        try (WorkerBench bench = new WorkerBench(directory.resolve("journal"), live, List.of(handler()))) {
            Result result = bench.replies().awaitResult(EXECUTION, 1);

            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.failure().message()).contains("interrupted while it worked on the copy");
        }
        assertThat(seen).isEmpty();
    }

    private Execution seenOn(Environment live, DatabaseCopy copy) throws Exception {
        try (WorkerBench bench = new WorkerBench(directory.resolve("journal"), live, List.of(handler()))) {
            bench.executions().accept(on(copy));
            Result result = bench.replies().awaitResult(EXECUTION, 1);
            assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(result.account().databaseSessions())
                    .as("sessions on the live database")
                    .isZero();
            return seen.poll(1, TimeUnit.SECONDS);
        }
    }

    private static Command on(DatabaseCopy copy) {
        Command live = WorkerBench.command(EXECUTION, 1, WORK);
        return new Command(
                live.execution(),
                live.lease(),
                live.taskToken(),
                live.environment(),
                live.deadline(),
                live.work(),
                null,
                copy,
                "");
    }

    private Handler<CheckWork> handler() {
        return new Handler<>() {
            @Override
            public Class<CheckWork> accepts() {
                return CheckWork.class;
            }

            @Override
            public Done handle(CheckWork work, Execution execution) {
                execution.countDatabaseSessions(3);
                execution.databaseSessionsUnknown();
                seen.add(execution);
                return Done.with();
            }

            @Override
            public Witnessed witness(CheckWork work, Execution execution) {
                seen.add(execution);
                return new Witnessed.WasNotDone("it only reads");
            }
        };
    }
}
