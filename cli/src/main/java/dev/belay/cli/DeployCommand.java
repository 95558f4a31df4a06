package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.ServerSilent;
import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.Started;
import dev.belay.cli.api.request.StartRequest;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.invocation.WatchOption;
import dev.belay.contracts.Role;
import dev.belay.documents.Findings;
import java.net.ConnectException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a deployment. */
@Command(
        name = "deploy",
        description = "Starts a deployment and prints its id, or follows it to its end.",
        footer = {
            "",
            "Examples:",
            "  ./belay deploy release.yaml -e shop-production -p version=v2.0.0 --watch",
            "  id=$(./belay deploy shop-release -e shop-production -p version=v2.0.0 --comment \"ticket 4711\")",
            "  ./belay deploy release.yaml -e shop-production --idempotency-key \"$CI_PIPELINE_ID\" --watch --no-wait",
            "  ./belay deploy shop-release -e shop-production -p version=v2.0.0 --at 02:00",
            "",
            "Exit status with --watch: 0 succeeded, 2 refused before it ran, 10 rolled back, 11 rollback failed,",
            "12 cancelled, 13 scheduled, waiting or watching with --no-wait, 14 interrupted."
        })
final class DeployCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PlanArgument plan = new PlanArgument();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            required = true,
            order = 1,
            description = "The environment to deploy to.")
    private String environment = "";

    @Option(
            names = {"-c", "--comment"},
            paramLabel = "TEXT",
            defaultValue = "",
            order = 3,
            description = "What people should know of this release.")
    private String comment = "";

    @Option(
            names = "--at",
            paramLabel = "WHEN",
            order = 2,
            description =
                    "When it begins: 02:00, the next time that clocks show it, in the zone of the plan's window or"
                            + " of the orchestrator; 2026-12-01T02:00+01:00; next-window; or now. It holds nothing until"
                            + " then. A plan with a cron begins a series where this is left out.")
    private @Nullable String at;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            order = 4,
            description = "The same key again is the same deployment again, however often this is repeated.")
    private @Nullable String idempotencyKey;

    @Option(
            names = {"-w", "--watch"},
            order = 10,
            description = "Follows the deployment to its end; the exit status says how it ended.")
    private boolean watch;

    @Mixin
    private WatchOption watchOption = new WatchOption();

    DeployCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        if (watchOption.noWait() && !watch && spec != null) {
            throw new ParameterException(spec.commandLine(), "--no-wait has a meaning only with --watch.");
        }
        Findings unreadable = new Findings(plan.shown());
        StartRequest request = new StartRequest(
                plan.textOrName(belay), plan.files(belay, unreadable), environment, plan.parameters(), at, comment);
        if (!unreadable.isEmpty()) {
            return Refusals.ofFiles(unreadable.list(), plan, belay);
        }
        ApiClient client = belay.client(Role.OPERATOR);
        Started started;
        try {
            started = start(client, request);
        } catch (ApiProblem problem) {
            return Refusals.beforeItRan(problem, plan, belay);
        }
        if (watch) {
            return new Watch(client, belay, watchOption.noWait()).of(started.id());
        }
        if (belay.json()) {
            belay.printJson(started.document());
        } else {
            started.begins()
                    .ifPresent(when -> belay.printError("It begins at " + when + ", and holds nothing until then."));
            belay.print(started.id().text());
        }
        return ExitStatus.SUCCEEDED;
    }

    private Started start(ApiClient client, StartRequest request) {
        String key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        try {
            return client.start(request, key);
        } catch (ServerSilent silent) {
            if (silent.getCause() instanceof ConnectException) {
                throw silent;
            }
            throw new CommandFailed(
                    ExitStatus.OTHER,
                    "The connection to " + client.server() + " broke before it answered, so the deployment may have"
                            + " started or not. Repeat the command with --idempotency-key " + key
                            + ", which never starts it twice.");
        }
    }
}
