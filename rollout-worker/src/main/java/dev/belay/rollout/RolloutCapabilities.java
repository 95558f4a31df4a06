package dev.belay.rollout;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.capability.DirectoryLook;
import dev.belay.worker.capability.ProgramLook;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.environment.settings.TaskSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What roll-outs, the maintenance page and tasks need. */
final class RolloutCapabilities implements CapabilitySource {
    @Override
    public WorkerKind worker() {
        return WorkerKind.ROLLOUT;
    }

    @Override
    public List<Capability> look(Environment environment, List<Capability> before) {
        ProgramLook programs = new ProgramLook(environment);
        List<Capability> found = new ArrayList<>();
        environment.parts().rollout().ifPresent(rollout -> {
            found.add(DirectoryLook.look(
                    Capability.RELEASES_DIRECTORY,
                    "a directory for releases that the worker may write into",
                    rollout.releases()));
            found.add(programs.look(Capability.ROLLOUT_PROGRAMS, "the programs of \"rollout\"", commands(rollout)));
        });
        environment
                .parts()
                .maintenance()
                .ifPresent(maintenance -> found.add(programs.look(
                        Capability.MAINTENANCE_PROGRAMS,
                        "the programs of \"maintenance\"",
                        joined(maintenance.on(), maintenance.off()))));
        environment.tasks().values().stream()
                .sorted(Comparator.comparing(TaskSettings::name))
                .forEach(task -> found.add(programs.look(
                        Capability.programsOf(task.name()),
                        "the programs of task \"" + task.name() + "\"",
                        joined(List.of(task.command()), task.dryRun().stream().toList()))));
        return found;
    }

    /** A program of {@code diagnose} that is missing spoils no roll-out. */
    private static List<CommandLine> commands(RolloutSettings rollout) {
        List<CommandLine> commands = new ArrayList<>(List.of(rollout.current()));
        rollout.changes().ifPresent(commands::add);
        commands.addAll(rollout.prepare());
        commands.addAll(rollout.activate());
        commands.addAll(joined(rollout.stop(), rollout.start()));
        return commands;
    }

    private static List<CommandLine> joined(List<CommandLine> some, List<CommandLine> others) {
        List<CommandLine> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
