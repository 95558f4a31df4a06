package dev.belay.stack.example;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.api.ReportFormat;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepKind;
import dev.belay.embedded.machine.WholeFile;
import dev.belay.embedded.postgres.PostgresPrograms;
import dev.belay.examples.production.Example;
import dev.belay.examples.production.ProductionSystem;
import dev.belay.examples.production.observation.SystemState;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Page;
import dev.belay.stack.showing.PageStart;
import dev.belay.stack.showing.Releases;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.showing.Visitor;
import dev.belay.stack.state.Tokens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays out a system, releases with a plan of it, and judges each release from outside. */
final class ExampleShow {
    private static final String BEGINNING = "beginning";

    private final BelayCommand belay;
    private final Example example;
    private final String plan;
    private final Map<String, String> parameters;
    private final ShowState state;
    private final Page page;
    private final Interruption interruption;

    ExampleShow(
            BelayCommand belay,
            Example example,
            String plan,
            Map<String, String> parameters,
            ShowState state,
            Page page,
            Interruption interruption) {
        this.belay = belay;
        this.example = example;
        this.plan = plan;
        this.parameters = Map.copyOf(parameters);
        this.state = state;
        this.page = page;
        this.interruption = interruption;
    }

    /**
     * @param failing the steps that are made to fail, each in a release of its own
     * @param backTo how far a release is taken back that has succeeded so far; without it and without a failure, one succeeds
     */
    ExampleClosing run(List<String> failing, Optional<String> backTo) {
        String text = ExampleStart.read(example.plan(plan));
        failing.forEach(step -> Sabotage.of(plan, text, step));
        backTo.ifPresent(step -> requireStep(new PlanSteps(plan, text), step));
        page.blank();
        page.say(example.title() + ".");
        page.heading("Belay and the system " + example.name() + " come up");
        ExampleStart.Running running = new ExampleStart(example, state, new PageStart(page)).run(!failing.isEmpty());
        Releases releases =
                new Releases(belay, running.stack(), new Tokens(state.directory()), example.name(), interruption);
        releases.awaitValid(new Releases.Order(text, parameters, ""));
        introduce(running.system());
        List<ExampleAct> acts = new ArrayList<>();
        backTo.ifPresent(step -> acts.add(takenBack(running.system(), releases, text, step)));
        if (failing.isEmpty() && backTo.isEmpty()) {
            acts.add(succeeding(running.system(), releases, text));
        }
        for (String step : failing) {
            acts.add(failing(running.system(), releases, Sabotage.of(plan, text, step)));
        }
        return new ExampleClosing(page, state.directory(), example, plan, acts);
    }

    private void introduce(ProductionSystem system) {
        page.blank();
        page.fact("site", system.publicUrl() + example.visitor().path());
        page.fact(
                "version",
                system.version() + ", of "
                        + String.join(", ", example.versions().keySet()));
        page.fact(
                "environment",
                state.directory()
                        .environments()
                        .resolve(example.name() + ".yaml")
                        .toString());
        page.fact("plan", example.plan(plan).toString());
    }

    private ExampleAct succeeding(ProductionSystem system, Releases releases, String text) {
        SystemState before = look(system);
        page.heading("A release by " + plan);
        Findings findings = new Findings();
        Releases.Ended ended = release(
                system,
                releases,
                new Releases.Order(text, parameters, "As the plan says"),
                null,
                findings,
                false,
                Optional.empty());
        SystemState after = look(system);
        String version = new PlanSteps(plan, text).liveAtTheEnd(parameters).orElse(before.version());
        new SystemComparison(before, after).succeeded(findings, version, system.contents(before.columns()), gains());
        return judged(
                new ExampleAct(null, Set.of(DeploymentStatus.SUCCEEDED), ended, keepReport(releases, ended), findings));
    }

    private static void requireStep(PlanSteps steps, String step) {
        if (!step.equals(BEGINNING) && steps.find(step).isEmpty()) {
            throw new StackFailed("There is no step \"%s\" to go back to; expected %s or one of %s."
                    .formatted(
                            step,
                            BEGINNING,
                            String.join(
                                    ", ",
                                    steps.all().stream()
                                            .map(PlanSteps.Place::id)
                                            .toList())));
        }
    }

    /** While it is watched, a person takes it back. */
    private ExampleAct takenBack(ProductionSystem system, Releases releases, String text, String step) {
        boolean whole = step.equals(BEGINNING);
        SystemState before = look(system);
        page.heading("A release by %s that is taken back to \"%s\" while it is watched".formatted(plan, step));
        Findings findings = new Findings();
        Releases.Ended ended = release(
                system,
                releases,
                new Releases.Order(text, parameters, "It will be taken back to " + step),
                null,
                findings,
                whole,
                Optional.of(step));
        SystemState after = look(system);
        if (whole) {
            new SystemComparison(before, after).takenBack(findings, before.version());
        } else {
            String version =
                    new PlanSteps(plan, text).liveAfter(step, parameters).orElse(before.version());
            new SystemComparison(before, after)
                    .takenBackInPart(findings, version, system.contents(before.columns()), gains());
        }
        return judged(new ExampleAct(
                null, Set.of(DeploymentStatus.ROLLED_BACK), ended, keepReport(releases, ended), findings));
    }

    private ExampleAct failing(ProductionSystem system, Releases releases, Sabotage sabotage) {
        PlanSteps.Place step = sabotage.step();
        SystemState before = look(system);
        int floor = sabotage.plan().floor(step.phase());
        page.heading("A release by %s in which \"%s\" fails".formatted(plan, step.id()));
        page.say("What is made to fail: %s.".formatted(sabotage.how()));
        page.blank();
        WholeFile.write(ExampleStart.failing(system), step.id());
        Findings findings = new Findings();
        Releases.Ended ended = release(
                system,
                releases,
                new Releases.Order(sabotage.plan().text(), parameters, "The step %s is to fail".formatted(step.id())),
                step.id(),
                findings,
                floor == 0,
                Optional.empty());
        delete(ExampleStart.failing(system));
        String version = sabotage.plan().liveBefore(floor, parameters).orElse(before.version());
        List<String> failed = ended.failed();
        if (step.kind() != StepKind.APPROVE && step.kind() != StepKind.WATCH) {
            findings.judge(
                    !failed.isEmpty() && failed.get(0).startsWith(step.id()),
                    "The step \"%s\" has failed, and none before it".formatted(step.id()),
                    "The step \"%s\" was to fail, and %s did".formatted(step.id(), failed));
        }
        new SystemComparison(before, look(system)).takenBack(findings, version);
        return judged(new ExampleAct(
                step.id(),
                step.kind() == StepKind.APPROVE
                        ? Set.of(DeploymentStatus.ROLLED_BACK, DeploymentStatus.CANCELLED)
                        : Set.of(DeploymentStatus.ROLLED_BACK),
                ended,
                keepReport(releases, ended),
                findings));
    }

    private Releases.Ended release(
            ProductionSystem system,
            Releases releases,
            Releases.Order order,
            @org.jspecify.annotations.Nullable String failing,
            Findings findings,
            boolean mayStayDown,
            Optional<String> backTo) {
        HttpRequest request = HttpRequest.newBuilder(example.visitor().of(system.publicUrl()))
                .method(example.visitor().method(), BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build();
        try (Visitor visitor = new Visitor(request)) {
            boolean down = system.answers().values().stream()
                    .noneMatch(answer -> example.visitor().statuses().stream()
                            .anyMatch(status -> answer.status().equals(String.valueOf(status))));
            Releases.Ended ended = releases.release(order, new SystemReplies(failing, down, backTo));
            Visits visits = new Visits(example.visitor(), visitor.visits());
            if (mayStayDown && down) {
                visits.judgeDownAsBefore(findings);
            } else {
                visits.judge(findings);
            }
            return ended;
        }
    }

    private Path keepReport(Releases releases, Releases.Ended ended) {
        try {
            Files.createDirectories(state.reports());
        } catch (IOException e) {
            throw new StackFailed("%s cannot be made: %s".formatted(state.reports(), e.getMessage()), e);
        }
        Path report = state.reports().resolve(ended.deployment() + ".html");
        WholeFile.write(report, releases.report(ended.deployment(), ReportFormat.HTML));
        return report;
    }

    private ExampleAct judged(ExampleAct act) {
        page.blank();
        page.say("Looked at from outside, without asking Belay:");
        act.findings().print(page);
        page.blank();
        page.fact("report", act.report().toString());
        return act;
    }

    private List<String> gains() {
        return Optional.ofNullable(example.plans().get(plan)).orElse(List.of());
    }

    private static SystemState look(ProductionSystem system) {
        return system.look(PostgresPrograms.onThisMachine()
                .find("pg_dump")
                .orElseThrow(() -> new StackFailed("The program pg_dump is needed, and was not found.")));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackFailed("%s cannot be deleted: %s".formatted(file, e.getMessage()), e);
        }
    }
}
