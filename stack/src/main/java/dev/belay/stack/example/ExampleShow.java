package dev.belay.stack.example;

import dev.belay.cli.BelayCommand;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepKind;
import dev.belay.embedded.machine.WholeFile;
import dev.belay.examples.production.Example;
import dev.belay.examples.production.ProductionSystem;
import dev.belay.examples.production.observation.SystemState;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.example.ExampleReleases.People;
import dev.belay.stack.example.failing.PlanFile;
import dev.belay.stack.example.failing.PlanSteps;
import dev.belay.stack.example.failing.Sabotage;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Page;
import dev.belay.stack.showing.PageStart;
import dev.belay.stack.showing.Releases;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.state.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Lays out a system, releases with a plan of it, and judges each release from outside. */
final class ExampleShow {
    private static final String BEGINNING = "beginning";

    /** The step that Belay adds to a plan that requires something. */
    private static final String REQUIRED = "required-1";

    private final BelayCommand belay;
    private final Example example;
    private final PlanFile plan;
    private final ExampleCourse course;
    private final ShowState state;
    private final Page page;
    private final Interruption interruption;

    ExampleShow(
            BelayCommand belay,
            Example example,
            PlanFile plan,
            ExampleCourse course,
            ShowState state,
            Page page,
            Interruption interruption) {
        this.belay = belay;
        this.example = example;
        this.plan = plan;
        this.course = course;
        this.state = state;
        this.page = page;
        this.interruption = interruption;
    }

    ExampleClosing run() {
        course.failing().forEach(step -> Sabotage.of(plan, step));
        course.backTo().ifPresent(step -> requireStep(plan.steps(), step));
        page.blank();
        page.say(example.title() + ".");
        page.heading("Belay and the system " + example.name() + " come up");
        ExampleStart.Running running = new ExampleStart(
                        example, course.variant(), given().environment(), state, new PageStart(page))
                .run(!course.failing().isEmpty());
        Releases releases =
                new Releases(belay, running.stack(), new Tokens(state.directory()), example.name(), interruption);
        releases.awaitValid(order(""));
        introduce(running.system());
        return new ExampleClosing(
                page,
                state.directory(),
                example,
                plan.name(),
                acts(new ExampleReleases(example, running.system(), releases, state)));
    }

    private List<ExampleAct> acts(ExampleReleases releases) {
        List<ExampleAct> acts = new ArrayList<>();
        course.backTo().ifPresent(step -> acts.add(takenBack(releases, step)));
        course.variant().ifPresent(variant -> acts.add(varied(releases, variant)));
        given().after().ifPresent(earlier -> {
            acts.add(lacking(releases, earlier));
            PlanFile first = PlanFile.of(example, earlier);
            acts.add(new ExampleShow(belay, example, first, course.of(first.steps()), state, page, interruption)
                    .succeeding(releases));
        });
        for (String step : course.failing()) {
            acts.add(failing(releases, Sabotage.of(plan, step)));
        }
        if (course.succeeds()) {
            acts.add(succeeding(releases));
        }
        return acts;
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
        page.fact("plan", example.plan(plan.name()).toString());
        example.missingHere()
                .forEach(program -> page.fact(
                        "left out", "what needs the program %s, which is not on the path".formatted(program)));
    }

    private Releases.Order order(String comment) {
        return new Releases.Order(plan.text(), plan.used(), parameters(), comment);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(given().at(Instant.now()));
        parameters.putAll(course.parameters());
        return parameters;
    }

    private Example.Given given() {
        return Objects.requireNonNull(example.given().get(plan.name()));
    }

    private Example.Outcome outcome() {
        return Objects.requireNonNull(example.plans().get(plan.name()));
    }

    private ExampleAct succeeding(ExampleReleases releases) {
        SystemState before = releases.look();
        page.heading("A release by " + plan.name());
        Findings findings = new Findings();
        Releases.Ended ended = releases.release(order("As the plan says"), People.APPROVING, false, findings);
        judgeSuccess(findings, releases, before, Set.copyOf(outcome().replaces()));
        return judged(
                new ExampleAct(null, Set.of(DeploymentStatus.SUCCEEDED), ended, releases.keepReport(ended), findings));
    }

    /** What it requires was not done yet, so that nothing may be changed. */
    private ExampleAct lacking(ExampleReleases releases, String earlier) {
        SystemState before = releases.look();
        page.heading("A release by %s before one by %s".formatted(plan.name(), earlier));
        Findings findings = new Findings();
        Releases.Ended ended =
                releases.release(order("What it requires was not done yet"), People.APPROVING, false, findings);
        judgeFirstFailure(findings, REQUIRED, ended);
        new SystemComparison(before, releases.look()).takenBack(findings, before.version());
        return judged(new ExampleAct(
                REQUIRED, Set.of(DeploymentStatus.ROLLED_BACK), ended, releases.keepReport(ended), findings));
    }

    private void judgeSuccess(Findings findings, ExampleReleases releases, SystemState before, Set<String> replaced) {
        SystemState after = releases.look();
        String version = plan.steps().liveAtTheEnd(course.parameters()).orElse(before.version());
        new SystemComparison(before, after)
                .succeeded(
                        findings, version, releases.contents(before), outcome().gains(), replaced);
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
    private ExampleAct takenBack(ExampleReleases releases, String step) {
        boolean whole = step.equals(BEGINNING);
        SystemState before = releases.look();
        page.heading("A release by %s that is taken back to \"%s\" while it is watched".formatted(plan.name(), step));
        Findings findings = new Findings();
        Releases.Ended ended = releases.release(
                order("It will be taken back to " + step), new People(null, false, Optional.of(step)), whole, findings);
        SystemComparison comparison = new SystemComparison(before, releases.look());
        if (whole) {
            comparison.takenBack(findings, before.version());
        } else {
            String version = plan.steps().liveAfter(step, course.parameters()).orElse(before.version());
            comparison.takenBackInPart(
                    findings, version, releases.contents(before), outcome().gains());
        }
        return judged(new ExampleAct(
                null, Set.of(DeploymentStatus.ROLLED_BACK), ended, releases.keepReport(ended), findings));
    }

    private ExampleAct failing(ExampleReleases releases, Sabotage sabotage) {
        PlanSteps.Place step = sabotage.step();
        SystemState before = releases.look();
        int floor = sabotage.plan().floor(step.phase());
        page.heading("A release by %s in which \"%s\" fails".formatted(plan.name(), step.id()));
        page.say("What is made to fail: %s.".formatted(sabotage.how()));
        page.blank();
        Path failing = ExampleStart.failing(releases.system());
        WholeFile.write(failing, step.id());
        Findings findings = new Findings();
        Releases.Ended ended = releases.release(
                new Releases.Order(
                        sabotage.plan().text(), Map.of(), parameters(), "The step %s is to fail".formatted(step.id())),
                new People(step.id(), false, Optional.empty()),
                floor == 0,
                findings);
        delete(failing);
        String version = sabotage.plan().liveBefore(floor, course.parameters()).orElse(before.version());
        if (step.kind() != StepKind.APPROVE && step.kind() != StepKind.WATCH) {
            judgeFirstFailure(findings, step.id(), ended);
        }
        new SystemComparison(before, releases.look()).takenBack(findings, version);
        return judged(new ExampleAct(
                step.id(),
                step.kind() == StepKind.APPROVE
                        ? Set.of(DeploymentStatus.ROLLED_BACK, DeploymentStatus.CANCELLED)
                        : Set.of(DeploymentStatus.ROLLED_BACK),
                ended,
                releases.keepReport(ended),
                findings));
    }

    /** Nobody makes anything fail: the system or the version has a fault, which the release has to find by itself. */
    private ExampleAct varied(ExampleReleases releases, Example.Variant variant) {
        SystemState before = releases.look();
        page.heading("A release by %s of the variant \"%s\"".formatted(plan.name(), variant.name()));
        PlanSteps steps = plan.steps();
        int floor = steps.floor(steps.find(variant.finds()).orElseThrow().phase());
        Findings findings = new Findings();
        boolean repaired = variant.repaired().isPresent();
        Releases.Ended ended = releases.release(
                order("The step %s is to find a fault".formatted(variant.finds())),
                new People(null, repaired, Optional.empty()),
                floor == 0 && !repaired,
                findings);
        judgeFirstFailure(findings, variant.finds(), ended);
        if (repaired) {
            Set<String> replaced = new HashSet<>(outcome().replaces());
            replaced.addAll(variant.repaired().orElseThrow());
            judgeSuccess(findings, releases, before, replaced);
        } else {
            String version = steps.liveBefore(floor, course.parameters()).orElse(before.version());
            new SystemComparison(before, releases.look()).takenBack(findings, version);
        }
        return judged(new ExampleAct(
                variant.finds(),
                Set.of(repaired ? DeploymentStatus.SUCCEEDED : DeploymentStatus.ROLLED_BACK),
                ended,
                releases.keepReport(ended),
                findings));
    }

    private static void judgeFirstFailure(Findings findings, String step, Releases.Ended ended) {
        List<String> failed = ended.failed();
        findings.judge(
                !failed.isEmpty() && failed.get(0).startsWith(step),
                "The step \"%s\" has failed, and none before it".formatted(step),
                "The step \"%s\" was to fail, and %s did".formatted(step, failed));
    }

    private ExampleAct judged(ExampleAct act) {
        page.blank();
        page.say("Looked at from outside, without asking Belay:");
        act.findings().print(page);
        page.blank();
        page.fact("report", act.report().toString());
        return act;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackFailed("%s cannot be deleted: %s".formatted(file, e.getMessage()), e);
        }
    }
}
