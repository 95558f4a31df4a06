package dev.belay.rollout;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prepares, rolls out, stops and starts releases, and says which one is live. */
public final class RolloutHandler implements Handler<RolloutWork> {
    private static final String STAGE = "stage";
    private static final String FINISHED = "finished";

    private final CommandRunner commands;
    private final ReleasePreparation preparation;
    private final LiveVersion liveVersion;
    private final Changes changes;

    public RolloutHandler(Processes processes) {
        this.commands = new CommandRunner(processes);
        this.preparation = new ReleasePreparation(commands);
        this.liveVersion = new LiveVersion(commands);
        this.changes = new Changes(commands, liveVersion);
    }

    @Override
    public Class<RolloutWork> accepts() {
        return RolloutWork.class;
    }

    @Override
    public Done handle(RolloutWork work, Execution execution) throws Exception {
        RolloutSettings settings = execution.environment().requireRollout();
        return switch (work.operation()) {
            case CURRENT -> current(execution);
            case PREPARE -> prepare(work, execution);
            case ROLL_OUT -> rollOut(work, settings, execution);
            case STOP -> runAlone(new Stage("stop", settings.stop()), work, execution);
            case START -> runAlone(new Stage("start", settings.start()), work, execution);
        };
    }

    @Override
    public Witnessed witness(RolloutWork work, Execution execution) throws Exception {
        return switch (work.operation()) {
            case CURRENT -> new Witnessed.WasNotDone("it only reads");
            case PREPARE -> witnessPreparation(work, execution);
            case ROLL_OUT -> witnessRollOut(work, execution);
            case STOP, START -> begun(execution);
        };
    }

    private Done current(Execution execution) throws InterruptedException, IOException {
        Release live = liveVersion.read(execution);
        return Done.with(new Output.CurrentRelease(live), new Evidence("live version", live.version()));
    }

    private Done prepare(RolloutWork work, Execution execution) throws InterruptedException, IOException {
        Release release = requireRelease(work);
        List<Evidence> evidence = new ArrayList<>(
                preparation.prepare(release, context(work, Optional.of(release), execution), execution));
        evidence.addAll(changes.since(release, execution));
        return new Done(null, evidence);
    }

    private Done rollOut(RolloutWork work, RolloutSettings settings, Execution execution)
            throws InterruptedException, IOException {
        Release release = requireRelease(work);
        CommandRunner.Context context = context(work, Optional.of(release), execution);
        List<Evidence> evidence = new ArrayList<>(preparation.prepare(release, context, execution));
        for (Stage stage : List.of(
                new Stage("stop", settings.stop()),
                new Stage("activate", settings.activate()),
                new Stage("start", settings.start()))) {
            execution.note(STAGE, stage.name());
            evidence.addAll(commands.run(stage, context, execution));
        }
        execution.note(FINISHED, "start");
        liveVersion.require(release, execution);
        evidence.addAll(liveEvidence(work, release));
        return new Done(null, evidence);
    }

    private Done runAlone(Stage stage, RolloutWork work, Execution execution) throws InterruptedException, IOException {
        Optional<Release> release = Optional.ofNullable(work.release());
        if (release.isEmpty() && asksForRelease(stage.commands())) {
            release = Optional.of(liveVersion.read(execution));
        }
        execution.note(STAGE, stage.name());
        return new Done(null, commands.run(stage, context(work, release, execution), execution));
    }

    private Witnessed witnessPreparation(RolloutWork work, Execution execution)
            throws InterruptedException, IOException {
        if (!preparation.begun(execution)) {
            return new Witnessed.WasNotDone("nothing of it had begun");
        }
        Release release = requireRelease(work);
        if (!preparation.settle(release, execution)) {
            return new Witnessed.WasNotDone("the half-made release directory was removed");
        }
        List<Evidence> evidence = new ArrayList<>(List.of(new Evidence("release directory", "was laid out whole")));
        evidence.addAll(changes.since(release, execution));
        return new Witnessed.WasDone(new Done(null, evidence));
    }

    private Witnessed witnessRollOut(RolloutWork work, Execution execution) throws InterruptedException, IOException {
        Release release = requireRelease(work);
        preparation.settle(release, execution);
        if (execution.noted(FINISHED).isPresent()
                && liveVersion.read(execution).version().equals(release.version())) {
            return new Witnessed.WasDone(new Done(null, liveEvidence(work, release)));
        }
        return begun(execution);
    }

    /** The language declares the commands of a roll-out repeatable, so one that broke off begins again. */
    private static Witnessed begun(Execution execution) {
        return new Witnessed.WasNotDone(execution
                .noted(STAGE)
                .map(stage -> "it broke off in \"" + stage + "\"; its commands are repeatable and begin again")
                .orElse("none of its commands had begun"));
    }

    private static List<Evidence> liveEvidence(RolloutWork work, Release release) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("live version", release.version()));
        if (!work.settings().isEmpty()) {
            evidence.add(new Evidence("settings", "sha256 " + new Settings(work.settings()).hash()));
        }
        return evidence;
    }

    private static CommandRunner.Context context(RolloutWork work, Optional<Release> release, Execution execution) {
        return new CommandRunner.Context(
                Substitutions.of(execution.environment(), release),
                new Settings(work.settings()).variables(),
                execution.environment().requireRollout().diagnose());
    }

    private static boolean asksForRelease(List<CommandLine> commandLines) {
        return commandLines.stream()
                .anyMatch(line -> Substitutions.namesIn(line).stream().anyMatch(Substitutions.OF_RELEASE::contains));
    }

    private static Release requireRelease(RolloutWork work) {
        Release release = work.release();
        if (release == null) {
            throw new IllegalArgumentException("Operation " + work.operation() + " names no release");
        }
        return release;
    }
}
