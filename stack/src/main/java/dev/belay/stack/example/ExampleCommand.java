package dev.belay.stack.example;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.examples.production.Example;
import dev.belay.stack.Failures;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.example.failing.PlanFile;
import dev.belay.stack.example.failing.PlanSteps;
import dev.belay.stack.example.failing.Sabotage;
import dev.belay.stack.machine.Machine;
import dev.belay.stack.machine.Requirement;
import dev.belay.stack.showing.Performance;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Releases a system as a runbook of a real team describes it. */
@Command(
        name = "example",
        description = "Lays out a system as a real runbook describes it, releases it by a plan, and takes it down.",
        footer = {
            "",
            "Without a name it lists the systems. Any step can be made to fail with --fail, to see what is taken back;",
            "given several times, each step fails in a release of its own, on the same system.",
            "",
            "The exit status is 0 only where each release ended as it should, and database and site were found as they",
            "should be by looking at them from outside."
        })
public final class ExampleCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Parameters(arity = "0..1", paramLabel = "SYSTEM", description = "Such as checksite.")
    private @Nullable String system;

    @Option(
            names = "--fail",
            paramLabel = "STEP",
            order = 1,
            description = "Makes that step fail. May be given several times.")
    private List<String> failing = List.of();

    @Option(names = "--fail-each", order = 2, description = "Makes each step fail in turn.")
    private boolean each;

    @Option(
            names = "--then-release",
            order = 3,
            description = "After the failures, releases on the same system without one.")
    private boolean thenRelease;

    @Option(
            names = "--back-to",
            paramLabel = "STEP",
            order = 4,
            description = "Takes the release back to that step, or to the beginning, while it is watched.")
    private @Nullable String backTo;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            order = 5,
            description = "Lays it out, or releases it, with a fault in it that the release has to find.")
    private @Nullable String variant;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            order = 6,
            defaultValue = "plan.yaml",
            description = "Which of the system's plans is released; plan.yaml unless given.")
    private String plan = "plan.yaml";

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            order = 7,
            description = "A parameter of the plan.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--keep", order = 8, description = "Leaves everything running at the end; ./belay down ends it.")
    private boolean keep;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            order = 9,
            description = "Where the example keeps its files, instead of .belay/SYSTEM. Emptied at the beginning.")
    private @Nullable Path directory;

    public ExampleCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        return Failures.told(() -> {
            String name = system;
            if (name == null) {
                Example.namesIn(examples())
                        .forEach(found -> belay.print("%-12s %s"
                                .formatted(found, Example.in(examples(), found).title())));
                return ExitStatus.SUCCEEDED;
            }
            return Interruption.awaited(interruption -> show(Example.in(examples(), name), interruption));
        });
    }

    private int show(Example example, Interruption interruption) {
        Set<Requirement> needed = EnumSet.copyOf(Requirement.OF_STACK);
        Machine.require(needed);
        PlanFile file = PlanFile.of(example, plan);
        ExampleCourse course = course(example, file);
        ShowState state = ExampleStart.state(
                example,
                new StateDirectory(
                        directory == null
                                ? belay.surroundings().state().resolve(example.name())
                                : belay.surroundings().directory().resolve(directory)));
        state.claim();
        Performance performance = new Performance(belay, state, keep, interruption);
        return performance.run(
                () -> new ExampleShow(belay, example, file, course, state, performance.page(), interruption).run());
    }

    private ExampleCourse course(Example example, PlanFile file) {
        Optional<Example.Variant> chosen = Optional.ofNullable(variant).map(example::variant);
        Map<String, String> values = new LinkedHashMap<>();
        chosen.ifPresent(one -> values.putAll(one.parameters()));
        values.putAll(parameters);
        return new ExampleCourse(
                values, each ? all(example, file, values) : failing, thenRelease, Optional.ofNullable(backTo), chosen);
    }

    private static List<String> all(Example example, PlanFile file, Map<String, String> chosen) {
        Map<String, String> values = new LinkedHashMap<>(
                Objects.requireNonNull(example.given().get(file.name())).at(Instant.now()));
        values.putAll(chosen);
        return file.steps().all(values).stream()
                .filter(Sabotage::canFail)
                .map(PlanSteps.Place::id)
                .toList();
    }

    /** Beside the launcher that has started us. */
    private static Path examples() {
        Path examples = Path.of(System.getProperty("belay.home", "."))
                .resolve("examples")
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(examples)) {
            throw new StackFailed("%s is missing; the examples come with Belay's sources.".formatted(examples));
        }
        return examples;
    }
}
