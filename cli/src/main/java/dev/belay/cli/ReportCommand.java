package dev.belay.cli;

import dev.belay.cli.api.request.ReportFormat;
import dev.belay.cli.invocation.DeploymentArgument;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.contracts.Role;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a deployment's report. */
@Command(
        name = "report",
        description = "Prints the report: who did what when, how long it took, and the evidence for each step.",
        footer = {
            "",
            "Examples:",
            "  ./belay report 260301-020000-k3xq",
            "  ./belay report 260301-020000-k3xq --format html > release.html"
        })
final class ReportCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Mixin
    private DeploymentArgument deployment = new DeploymentArgument();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            order = 1,
            description = "md, html or json. Default: md, or json with --output json.")
    private @Nullable ReportFormat format;

    ReportCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        ReportFormat usual = belay.json() ? ReportFormat.JSON : ReportFormat.MD;
        String report = belay.client(Role.VIEWER).report(deployment.id(), format == null ? usual : format);
        belay.print(report.stripTrailing());
        return ExitStatus.SUCCEEDED;
    }
}
