package dev.belay.stack.demo;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.EventStream;
import dev.belay.cli.api.PlanRequest;
import dev.belay.cli.api.ReportFormat;
import dev.belay.cli.api.ServerAccess;
import dev.belay.cli.api.StartRequest;
import dev.belay.cli.api.Validation;
import dev.belay.cli.rendering.PlainTimeline;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.rendering.TimelineScreen;
import dev.belay.cli.rendering.TimelineView;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.embedded.machine.BoundedWait;
import dev.belay.examples.shop.ShopVersion;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Releases versions of the shop as a user of the public API would, and shows them as they happen. */
final class Releases {
    private static final String ENVIRONMENT = "shop-production";
    private static final BoundedWait KNOWN = new BoundedWait(Duration.ofSeconds(60), Duration.ofMillis(200));

    private final BelayCommand belay;
    private final StackFile stack;
    private final Tokens tokens;
    private final String plan;
    private final Interruption interruption;

    /** @param plan the text of the plan */
    Releases(BelayCommand belay, StackFile stack, Tokens tokens, String plan, Interruption interruption) {
        this.belay = belay;
        this.stack = stack;
        this.tokens = tokens;
        this.plan = plan;
        this.interruption = interruption;
    }

    /** A release that has come to its end. */
    record Ended(DeploymentId deployment, DeploymentStatus status) {}

    /** Returns when the plan can be run, as far as the workers have told what they can do there. */
    void awaitValid(ShopVersion version) {
        AtomicReference<String> last = new AtomicReference<>("nobody has judged it");
        ApiClient viewer = client(Role.VIEWER);
        boolean valid = KNOWN.until(() -> {
            Validation validation = viewer.validate(new PlanRequest(plan, Map.of(), ENVIRONMENT, parameters(version)));
            last.set(validation.findings().toString());
            return validation.valid();
        });
        if (!valid) {
            throw new StackFailed("The plan cannot be run on %s: %s".formatted(ENVIRONMENT, last.get()));
        }
    }

    /** Starts it as operator, follows it to its end, and approves it as release manager. */
    Ended release(ShopVersion version, String comment) {
        ApiClient operator = client(Role.OPERATOR);
        DeploymentId deployment = operator.start(
                        new StartRequest(plan, Map.of(), ENVIRONMENT, parameters(version), null, comment),
                        UUID.randomUUID().toString())
                .id();
        Optional<DeploymentStatus> end = watch(operator, deployment);
        return new Ended(
                deployment, end.orElseThrow(() -> new StackFailed("Interrupted while %s ran".formatted(deployment))));
    }

    String report(DeploymentId deployment) {
        return client(Role.VIEWER).report(deployment, ReportFormat.MD);
    }

    private Optional<DeploymentStatus> watch(ApiClient client, DeploymentId deployment) {
        Timeline timeline = new Timeline(deployment);
        Optional<Screen> terminal = belay.surroundings().terminal().get();
        if (terminal.isEmpty()) {
            return follow(
                    client,
                    deployment,
                    new PlainTimeline(
                            timeline, belay::print, belay.surroundings().clock()));
        }
        try (Screen screen = terminal.get()) {
            return follow(
                    client,
                    deployment,
                    new TimelineScreen(
                                    timeline,
                                    screen,
                                    belay.look(screen.columns()),
                                    belay.surroundings().clock())
                            .start());
        }
    }

    private Optional<DeploymentStatus> follow(ApiClient client, DeploymentId deployment, TimelineView view) {
        try (view;
                Approver approver = new Approver(view, client(Role.RELEASE_MANAGER));
                EventStream stream = new EventStream(client, deployment);
                Interruption.End end = interruption.by(stream::close)) {
            return stream.follow(approver);
        }
    }

    private ApiClient client(Role role) {
        return new ApiClient(new ServerAccess(stack.apiUrl(), Optional.of(tokens.token(role))));
    }

    private static Map<String, String> parameters(ShopVersion version) {
        return Map.of("version", version.tag());
    }
}
