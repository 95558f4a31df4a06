package dev.belay.worker.runtime;

import static dev.belay.worker.testing.WorkerBench.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.WorkerBench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a deployment has opened no session, its database is not asked; where it may have, it must answer. */
class QuiesceHandlerTest {
    private static final ExecutionId STEP = ExecutionId.parse("deployment-1/step-1/do/1");
    private static final ExecutionId QUIESCING = ExecutionId.parse("deployment-1/quiesce-rollout/do/1");
    private static final MaintenanceWork WORK = new MaintenanceWork(MaintenanceWork.Switch.ON);

    @TempDir
    Path directory;

    @Test
    void skipsADatabaseThatCannotBeReachedWhereNothingWasEverOpened() throws Exception {
        Result quiesced = quiesceAfter((work, execution) -> Done.with());

        assertThat(quiesced.outcome()).as(String.valueOf(quiesced.failure())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(quiesced.output())
                .isInstanceOfSatisfying(
                        Output.Quiesced.class,
                        proof -> assertThat(proof.sessionsTerminated()).isZero());
    }

    @Test
    void skipsItWhereTheDeploymentHasDoneNothingHere() throws Exception {
        List<Executions> late = new ArrayList<>();
        try (WorkerBench bench = bench(late, (work, execution) -> Done.with())) {
            bench.executions().accept(command(ExecutionId.parse("deployment-2/step-1/do/1"), 1, WORK));
            bench.executions().accept(command(QUIESCING, 1, new QuiesceWork(List.of(), null)));

            assertThat(bench.replies().awaitResult(QUIESCING, 1).outcome()).isEqualTo(Outcome.SUCCEEDED);
        }
    }

    @Test
    void loginThatWasRefusedHasOpenedNothing() throws Exception {
        Result quiesced = quiesceAfter((work, execution) -> {
            TargetDatabase.connect(execution.environment().requireDatabase().main(), execution)
                    .close();
            return Done.with();
        });

        assertThat(quiesced.outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void proofIsMissingWhereAProgramMayHaveOpenedSomeAndTheDatabaseCannotBeReached() throws Exception {
        Result quiesced = quiesceAfter((work, execution) -> {
            execution.databaseSessionsUnknown();
            return Done.with();
        });

        assertThat(quiesced.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(quiesced.failure()).isNotNull();
        assertThat(quiesced.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
    }

    private Result quiesceAfter(Step step) throws Exception {
        List<Executions> late = new ArrayList<>();
        try (WorkerBench bench = bench(late, step)) {
            bench.executions().accept(command(STEP, 1, WORK));
            bench.replies().awaitResult(STEP, 1);

            bench.executions().accept(command(QUIESCING, 1, new QuiesceWork(List.of(STEP), null)));

            return bench.replies().awaitResult(QUIESCING, 1);
        }
    }

    private WorkerBench bench(List<Executions> late, Step step) throws IOException {
        QuiesceHandler quiesce = new QuiesceHandler(() -> late.get(0), Clock.systemUTC());
        WorkerBench bench = new WorkerBench(directory, unreachable(), List.of(new StepHandler(step), quiesce));
        late.add(bench.executions());
        return bench;
    }

    private static Environment unreachable() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + free.getLocalPort() + "/nothing";
            return Environments.environment()
                    .database(new Login(url, "nobody", new Secret("unused")))
                    .build();
        }
    }

    /** What the step does. */
    private interface Step {
        Done handle(MaintenanceWork work, Execution execution) throws Exception;
    }

    private record StepHandler(Step step) implements Handler<MaintenanceWork> {
        @Override
        public Class<MaintenanceWork> accepts() {
            return MaintenanceWork.class;
        }

        @Override
        public Done handle(MaintenanceWork work, Execution execution) throws Exception {
            return step.handle(work, execution);
        }

        @Override
        public Witnessed witness(MaintenanceWork work, Execution execution) {
            return new Witnessed.WasNotDone("it begins again");
        }
    }
}
