package dev.belay.cli;

import dev.belay.cli.invocation.DeploymentArgument;
import dev.belay.cli.invocation.WatchOption;
import dev.belay.contracts.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows a deployment. */
@Command(
        name = "watch",
        description = "Follows a deployment from its beginning to its end. Leaving with Ctrl-C does not stop it.",
        footer = {
            "",
            "Examples:",
            "  ./belay watch 260301-020000-k3xq",
            "  ./belay watch 260301-020000-k3xq --no-wait",
            "  ./belay watch 260301-020000-k3xq --output json | jq -r .body.type",
            "",
            "Exit status: 0 succeeded, 10 rolled back, 11 rollback failed, 12 cancelled,",
            "13 waiting or watching with --no-wait, 14 interrupted."
        })
final class WatchCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Mixin
    private DeploymentArgument deployment = new DeploymentArgument();

    @Mixin
    private WatchOption option = new WatchOption();

    WatchCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        return new Watch(belay.client(Role.VIEWER), belay, option.noWait()).of(deployment.id());
    }
}
