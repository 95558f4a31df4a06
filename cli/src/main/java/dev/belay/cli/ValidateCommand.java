package dev.belay.cli;

import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.Validation;
import dev.belay.cli.api.request.PlanRequest;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.contracts.Role;
import dev.belay.documents.Findings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a plan without running it. */
@Command(
        name = "validate",
        description = "Says everything that is wrong with a plan, without running it.",
        footer = {
            "",
            "Examples:",
            "  ./belay validate release.yaml",
            "  ./belay validate release.yaml --environment shop-production --param version=v2.0.0",
            "",
            "Exit status: 0 the plan may run, 2 it may not."
        })
final class ValidateCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Mixin
    private PlanArgument plan = new PlanArgument();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            order = 1,
            description = "The environment that it is to run on; without it, the plan is judged by itself.")
    private @Nullable String environment;

    ValidateCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        Findings unreadable = new Findings(plan.shown());
        PlanRequest request =
                new PlanRequest(plan.textOrName(belay), plan.files(belay, unreadable), environment, plan.parameters());
        Validation validation;
        try {
            validation = unreadable.isEmpty()
                    ? belay.client(Role.VIEWER).validate(request)
                    : Validation.of(unreadable.list());
        } catch (ApiProblem problem) {
            return Refusals.beforeItRan(problem, plan, belay);
        }
        if (belay.json()) {
            belay.printJson(validation.document());
            return validation.valid() ? ExitStatus.SUCCEEDED : ExitStatus.REFUSED;
        }
        validation.warnings().forEach(warning -> belay.printError("Warning: " + warning));
        if (validation.valid()) {
            belay.print(plan.shown() + ": valid" + (environment == null ? "." : " for " + environment + "."));
        } else {
            plan.lines(belay, validation.findings()).forEach(belay::print);
        }
        return validation.valid() ? ExitStatus.SUCCEEDED : ExitStatus.REFUSED;
    }
}
