package dev.belay.cli;

import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.PreviewDocument;
import dev.belay.cli.api.request.PlanRequest;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.rendering.PreviewPicture;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.text.Look;
import dev.belay.contracts.Role;
import dev.belay.documents.Findings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a plan would do. */
@Command(
        name = "plan",
        description = "Says what a plan would do and when, and for every step what a failure there would take back.",
        footer = {
            "",
            "Nothing is started. Times follow from estimates: of earlier runs in the environment, of the plan, or",
            "by default; each is shown with where it comes from.",
            "",
            "Examples:",
            "  ./belay plan release.yaml -e shop-production -p version=v2.0.0",
            "  ./belay plan release.yaml -e shop-production -p version=v2.0.0 --output json | jq .hours",
            "",
            "Exit status: 0 the plan may run, 2 it may not."
        })
final class PlanCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Mixin
    private PlanArgument plan = new PlanArgument();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            required = true,
            order = 1,
            description = "The environment that it would run on.")
    private String environment = "";

    PlanCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        Findings unreadable = new Findings(plan.shown());
        PlanRequest request =
                new PlanRequest(plan.textOrName(belay), plan.files(belay, unreadable), environment, plan.parameters());
        if (!unreadable.isEmpty()) {
            return Refusals.ofFiles(unreadable.list(), plan, belay);
        }
        PreviewDocument preview;
        try {
            preview = belay.client(Role.VIEWER).preview(request);
        } catch (ApiProblem problem) {
            return Refusals.beforeItRan(problem, plan, belay);
        }
        if (belay.json()) {
            belay.printJson(preview.document());
        } else {
            print(preview);
        }
        return ExitStatus.SUCCEEDED;
    }

    private void print(PreviewDocument preview) {
        Optional<Screen> terminal = belay.surroundings().terminal().get();
        Look look = terminal.map(screen -> belay.look(screen.columns()))
                .orElseGet(() -> belay.plainLook().withWidth(PreviewPicture.WIDTH));
        terminal.ifPresent(Screen::close);
        new PreviewPicture(look, belay.surroundings().clock().getZone())
                .of(preview)
                .forEach(belay::print);
    }
}
