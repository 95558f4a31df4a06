package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.document.DeploymentDocument;
import dev.belay.cli.invocation.DeploymentArgument;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.rendering.TimelinePicture;
import dev.belay.cli.text.Look;
import dev.belay.cli.timeline.Replay;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a deployment as it stands. */
@Command(
        name = "show",
        description = "Shows a deployment as it stands: every step, failures in full, and what is to be decided.",
        footer = {
            "",
            "Examples:",
            "  ./belay show 260301-020000-k3xq",
            "  ./belay show 260301-020000-k3xq --output json | jq -r .status"
        })
final class ShowCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Mixin
    private DeploymentArgument deployment = new DeploymentArgument();

    ShowCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        ApiClient client = belay.client(Role.VIEWER);
        DeploymentDocument document = client.deployment(deployment.id());
        if (belay.json()) {
            belay.printJson(document.json());
        } else if (document.lastSeq() == 0) {
            belay.print(document.id() + ": " + document.text("plan") + " on " + document.text("environment") + " is "
                    + document.status() + ", nothing has happened yet. "
                    + document.scheduledFor()
                            .map(when -> "It is to begin at " + when + ". ")
                            .orElse("")
                    + document.text("reason"));
        } else {
            picture(new Replay(client).of(document));
        }
        return ExitStatus.SUCCEEDED;
    }

    private void picture(Timeline timeline) {
        Optional<Screen> terminal = belay.surroundings().terminal().get();
        Look look = terminal.map(screen -> belay.look(screen.columns())).orElseGet(belay::plainLook);
        terminal.ifPresent(Screen::close);
        List<String> lines = new TimelinePicture(look, belay.surroundings().clock()).of(timeline);
        lines.forEach(belay::print);
    }
}
