package dev.belay.stack.showing;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.EventStream;
import dev.belay.cli.api.ServerAccess;
import dev.belay.cli.api.document.Validation;
import dev.belay.cli.api.request.PlanRequest;
import dev.belay.cli.api.request.ReportFormat;
import dev.belay.cli.api.request.StartRequest;
import dev.belay.cli.rendering.PlainTimeline;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.rendering.TimelineScreen;
import dev.belay.cli.rendering.TimelineView;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.embedded.machine.BoundedWait;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Runs plans as a user of the public API would, and shows them as they happen. */
public final class Releases {
    /** Also where the plan has a {@code cron}. */
    private static final String AT_ONCE = "now";

    private static final BoundedWait KNOWN = new BoundedWait(Duration.ofSeconds(60), Duration.ofMillis(200));

    private final BelayCommand belay;
    private final StackFile stack;
    private final Tokens tokens;
    private final String environment;
    private final Interruption interruption;

    public Releases(BelayCommand belay, StackFile stack, Tokens tokens, String environment, Interruption interruption) {
        this.belay = belay;
        this.stack = stack;
        this.tokens = tokens;
        this.environment = environment;
        this.interruption = interruption;
    }

    /**
     * What is to be run.
     *
     * @param plan its text
     * @param files the texts of the files that it uses, by their paths
     */
    public record Order(String plan, Map<String, String> files, Map<String, String> parameters, String comment) {
        public Order {
            files = Map.copyOf(files);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * A deployment that has come to its end.
     *
     * @param failed the steps that failed, in this order
     */
    public record Ended(DeploymentId deployment, DeploymentStatus status, Duration took, List<String> failed) {
        public Ended {
            failed = List.copyOf(failed);
        }
    }

    /** Returns when the plan can be run, as far as the workers have told what they can do there. */
    public void awaitValid(Order order) {
        AtomicReference<String> last = new AtomicReference<>("nobody has judged it");
        ApiClient viewer = client(Role.VIEWER);
        boolean valid = KNOWN.until(() -> {
            Validation validation =
                    viewer.validate(new PlanRequest(order.plan(), order.files(), environment, order.parameters()));
            last.set(validation.findings().toString());
            return validation.valid();
        });
        if (!valid) {
            throw new StackFailed("The plan cannot be run on %s: %s".formatted(environment, last.get()));
        }
    }

    /** Starts it as operator, follows it to its end, and answers it as release manager. */
    public Ended release(Order order, Replies replies) {
        Instant begin = Instant.now();
        ApiClient operator = client(Role.OPERATOR);
        DeploymentId deployment = operator.start(
                        new StartRequest(
                                order.plan(), order.files(), environment, order.parameters(), AT_ONCE, order.comment()),
                        UUID.randomUUID().toString())
                .id();
        return watch(operator, deployment, replies)
                .map(end -> new Ended(deployment, end.status(), Duration.between(begin, Instant.now()), end.failed()))
                .orElseThrow(() -> new StackFailed("Interrupted while %s ran".formatted(deployment)));
    }

    public String report(DeploymentId deployment, ReportFormat format) {
        return client(Role.VIEWER).report(deployment, format);
    }

    private record Seen(DeploymentStatus status, List<String> failed) {}

    private Optional<Seen> watch(ApiClient client, DeploymentId deployment, Replies replies) {
        Timeline timeline = new Timeline(deployment);
        Optional<Screen> terminal = belay.surroundings().terminal().get();
        if (terminal.isEmpty()) {
            return follow(
                    client,
                    deployment,
                    replies,
                    new PlainTimeline(
                            timeline, belay::print, belay.surroundings().clock()));
        }
        try (Screen screen = terminal.get()) {
            return follow(
                    client,
                    deployment,
                    replies,
                    new TimelineScreen(
                                    timeline,
                                    screen,
                                    belay.look(screen.columns()),
                                    belay.surroundings().clock())
                            .start());
        }
    }

    private Optional<Seen> follow(ApiClient client, DeploymentId deployment, Replies replies, TimelineView view) {
        try (view;
                Person person = new Person(view, client(Role.RELEASE_MANAGER), replies);
                EventStream stream = new EventStream(client, deployment);
                Interruption.End end = interruption.by(stream::close)) {
            return stream.follow(person).map(status -> new Seen(status, person.failed()));
        }
    }

    private ApiClient client(Role role) {
        return new ApiClient(new ServerAccess(stack.apiUrl(), Optional.of(tokens.token(role))));
    }
}
