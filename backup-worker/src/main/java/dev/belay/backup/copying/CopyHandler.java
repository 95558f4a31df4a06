package dev.belay.backup.copying;

import dev.belay.backup.disk.Readable;
import dev.belay.backup.postgres.DatabaseFailure;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.Output;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.ScratchSettings;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies the live database in the fastest isolated way that is possible, and proves that the rows are the same. */
public final class CopyHandler implements Handler<CopyWork> {
    /** Where files could not be copied for such a reason, the database may still be dumped. */
    private static final Set<FailureCode> MAY_GO_ANOTHER_WAY =
            EnumSet.of(FailureCode.PROCESS_FAILED, FailureCode.PROGRAM_MISSING, FailureCode.PROGRAM_TOO_OLD);

    private final PostgresPrograms programs;
    private final Processes processes;
    private final Copies copies;
    private final Clock clock;

    public CopyHandler(PostgresPrograms programs, Processes processes, Copies copies, Clock clock) {
        this.programs = programs;
        this.processes = processes;
        this.copies = copies;
        this.clock = clock;
    }

    @Override
    public Class<CopyWork> accepts() {
        return CopyWork.class;
    }

    @Override
    public Done handle(CopyWork work, Execution execution) throws IOException, InterruptedException {
        Environment environment = execution.environment();
        ScratchSettings scratch = environment.requireScratch();
        try {
            copies.drop(execution);
            long begun = System.nanoTime();
            SourceServer source = SourceServer.ask(execution);
            WayToCopy way = way(source, scratch, execution);
            Made made = way.way() == Output.CopyMade.Way.FILES
                    ? filesElseDump(way, source, execution)
                    : dump(way, execution);
            copies.keep(execution.id().deployment(), clock.instant().plus(work.keepFor()), made.copy());
            return done(made, Duration.ofNanos(System.nanoTime() - begun));
        } catch (SQLException error) {
            throw DatabaseFailure.of(
                    "copying the database at "
                            + environment.requireDatabase().main().url(),
                    error);
        }
    }

    /** @param how besides what the copy itself has to show */
    private record Made(Copy copy, WayToCopy way, List<Evidence> how) {}

    private WayToCopy way(SourceServer source, ScratchSettings scratch, Execution execution)
            throws InterruptedException {
        return WayToCopy.choose(
                source,
                scratch.server().isPresent()
                        ? new PostgresPrograms.Program(Path.of(""), source.version())
                        : programs.server(source.version(), execution),
                scratch);
    }

    private Made filesElseDump(WayToCopy way, SourceServer source, Execution execution)
            throws IOException, InterruptedException, SQLException {
        RowComparison rows = RowComparison.begin(execution);
        FileCopy copy;
        try {
            copy = FileCopy.make(source, programs, processes, execution);
        } catch (WorkFailed failed) {
            Failure why = failed.failure();
            if (execution.cancelled() || !MAY_GO_ANOTHER_WAY.contains(why.code())) {
                throw failed;
            }
            return dump(WayToCopy.after(why.message() + lastLine(why.excerpt())), execution);
        }
        try (DatabaseSession session = copy.session(execution)) {
            Evidence same = rows.compare(session);
            stopIfCancelled(execution);
            return new Made(copy, way, List.of(same));
        } catch (InterruptedException | SQLException | RuntimeException failed) {
            copy.drop();
            throw failed;
        }
    }

    private Made dump(WayToCopy way, Execution execution) throws IOException, InterruptedException, SQLException {
        Copy copy = RestoredCopy.make(programs, processes, execution);
        if (execution.cancelled()) {
            copy.drop();
        }
        stopIfCancelled(execution);
        return new Made(copy, way, List.of());
    }

    private static void stopIfCancelled(Execution execution) throws InterruptedException {
        if (execution.cancelled()) {
            throw new InterruptedException("cancelled while the copy was made");
        }
    }

    private static String lastLine(@Nullable String excerpt) {
        List<String> lines = excerpt == null
                ? List.of()
                : excerpt.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : " " + lines.get(lines.size() - 1).strip();
    }

    private static Done done(Made made, Duration took) {
        Copy copy = made.copy();
        boolean files = made.way().way() == Output.CopyMade.Way.FILES;
        List<Evidence> evidence = new ArrayList<>(List.of(
                new Evidence("way", copy.how() + ": " + made.way().why()),
                new Evidence(
                        "size",
                        Readable.bytes(copy.bytes())
                                + (files
                                        ? ", the whole server: every database, and every password's hash, until it is dropped"
                                        : ", the database alone")),
                new Evidence("copy took", Readable.duration(took))));
        evidence.addAll(made.how());
        evidence.addAll(copy.evidence());
        return new Done(new Output.CopyMade(copy.place(), made.way().way(), copy.bytes()), evidence);
    }

    /** A copy ends with the worker that keeps it, so a half-made one is all that there can be. */
    @Override
    public Witnessed witness(CopyWork work, Execution execution) throws IOException, SQLException {
        copies.drop(execution);
        return new Witnessed.WasNotDone("what there was of the copy is removed");
    }
}
