package dev.belay.cli;

import dev.belay.cli.api.document.DeploymentDocument;
import dev.belay.cli.api.document.DeploymentPage;
import dev.belay.cli.api.request.DeploymentFilter;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Table;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists deployments. */
@Command(
        name = "list",
        description = "Lists deployments, newest first.",
        footer = {
            "",
            "Examples:",
            "  ./belay list",
            "  ./belay list --environment shop-production --status waiting",
            "  ./belay list --plan shop-release --limit 5 --output json"
        })
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final BelayCommand belay;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            order = 1,
            description = "Only those on this environment.")
    private @Nullable String environment;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            order = 2,
            description = "Only those that stand so: ${COMPLETION-CANDIDATES}.")
    private @Nullable DeploymentStatus status;

    @Option(names = "--plan", paramLabel = "NAME", order = 3, description = "Only those of this plan.")
    private @Nullable String plan;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            order = 4,
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ListCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        DeploymentPage page = belay.client(Role.VIEWER).list(new DeploymentFilter(environment, status, plan, limit));
        if (belay.json()) {
            belay.printJson(page.document());
        } else if (page.deployments().isEmpty()) {
            belay.print("There are no such deployments.");
        } else {
            print(page);
        }
        return ExitStatus.SUCCEEDED;
    }

    private void print(DeploymentPage page) {
        Table table = new Table("ID", "STATUS", "PLAN", "ENVIRONMENT", "STARTED", "TOOK", "BY", "COMMENT");
        for (DeploymentDocument deployment : page.deployments()) {
            Optional<Instant> started = begins(deployment);
            table.row(
                    deployment.id().text(),
                    deployment.status().name(),
                    deployment.text("plan"),
                    deployment.text("environment"),
                    started.map(this::time).orElse(""),
                    started.map(from -> took(from, deployment)).orElse(""),
                    deployment.text("requestedBy"),
                    deployment.text("comment"));
        }
        table.lines().forEach(belay::print);
        if (page.more()) {
            belay.printError("There are older ones; --limit shows more.");
        }
    }

    /** What is scheduled is shown with the time at which it will begin, and has taken nothing yet. */
    private static Optional<Instant> begins(DeploymentDocument deployment) {
        return deployment
                .instant("startedAt")
                .or(() -> deployment.instant("scheduledFor"))
                .or(() -> deployment.instant("requestedAt"));
    }

    private String time(Instant at) {
        return TIME.withZone(clock().getZone()).format(at);
    }

    private String took(Instant from, DeploymentDocument deployment) {
        Instant until = deployment.instant("finishedAt").orElseGet(clock()::instant);
        Duration taken = Duration.between(from, until);
        return Amounts.elapsed(taken.isNegative() ? Duration.ZERO : taken);
    }

    private Clock clock() {
        return belay.surroundings().clock();
    }
}
