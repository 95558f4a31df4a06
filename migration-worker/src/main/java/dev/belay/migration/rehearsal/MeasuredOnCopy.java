package dev.belay.migration.rehearsal;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Output.HeldLock;
import dev.belay.contracts.work.Work;
import dev.belay.migration.online.book.Book;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.HistoryTables;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does on a copy what a handler does on the database itself, and measures it there: how long, and behind which locks. */
public final class MeasuredOnCopy<W extends Work> implements Handler<W> {
    private final Handler<W> handler;
    private final Duration lockTimeout;

    public MeasuredOnCopy(Handler<W> handler, Duration lockTimeout) {
        this.handler = handler;
        this.lockTimeout = lockTimeout;
    }

    @Override
    public Class<W> accepts() {
        return handler.accepts();
    }

    @Override
    public Done handle(W work, Execution execution) throws Exception {
        if (execution.copy().isEmpty()) {
            return handler.handle(work, execution);
        }
        TargetSessions sessions = new TargetSessions(execution, lockTimeout);
        try (HeldLocks locks = HeldLocks.watch(sessions, books(execution))) {
            long begun = System.nanoTime();
            Done done = handler.handle(work, execution);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return measured(done, Duration.ofMillis(took.toMillis()), locks.longest());
        } catch (SQLException failed) {
            throw TargetDatabase.failure(sessions.login(), failed);
        }
    }

    private static Set<String> books(Execution execution) {
        Set<String> books = new TreeSet<>(Set.of(Book.TABLE, Book.TRANSACTIONS));
        execution
                .environment()
                .parts()
                .migrations()
                .ifPresent(migrations -> books.addAll(HistoryTables.of(migrations.tool())));
        return books;
    }

    private static Done measured(Done done, Duration took, Optional<HeldLock> longest) {
        List<Evidence> evidence = new ArrayList<>(done.evidence());
        evidence.add(new Evidence(
                "longest lock",
                longest.map(lock -> lock.held().toMillis() + " ms on " + lock.table() + " (" + lock.mode() + ")")
                                .orElse("none was seen that makes readers or writers wait")
                        + ", looking every " + HeldLocks.RESOLUTION.toMillis() + " ms"));
        return new Done(new Output.Rehearsed(took, longest.orElse(null), fingerprint(done.output())), evidence);
    }

    private static String fingerprint(@Nullable Output output) {
        if (output instanceof Output.MigrationState state) {
            return state.fingerprint();
        }
        return output instanceof Output.OnlineState state ? state.fingerprint() : "";
    }

    @Override
    public Witnessed witness(W work, Execution execution) throws Exception {
        return handler.witness(work, execution);
    }
}
