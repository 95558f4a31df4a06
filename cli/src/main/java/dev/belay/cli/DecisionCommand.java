package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.DeploymentDocument;
import dev.belay.cli.api.document.OpenQuestion;
import dev.belay.cli.api.request.DecisionRequest;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.DeploymentArgument;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.text.DecisionText;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands a person's decision in. */
@Command
class DecisionCommand implements Callable<Integer> {
    private static final int REPEATS = 6;

    private final DecisionKind kind;
    private final BelayCommand belay;

    @Mixin
    private DeploymentArgument deployment = new DeploymentArgument();

    @Option(
            names = {"-s", "--step"},
            paramLabel = "STEP",
            order = 1,
            description = "The step that is meant; needed only where several ask.")
    private @Nullable String step;

    @Option(
            names = {"-c", "--comment"},
            paramLabel = "TEXT",
            defaultValue = "",
            order = 2,
            description = "Why; it stands in the report.")
    private String comment = "";

    @Option(
            names = {"-q", "--question"},
            paramLabel = "QUESTION",
            order = 3,
            description = "The question that you have read, such as q2; a later one is not answered then.")
    private @Nullable String question;

    DecisionCommand(DecisionKind kind, BelayCommand belay) {
        this.kind = kind;
        this.belay = belay;
    }

    static CommandLine of(DecisionKind kind, BelayCommand belay) {
        CommandLine commandLine = new CommandLine(command(kind, belay));
        DecisionText text = DecisionText.of(kind);
        commandLine
                .getCommandSpec()
                .name(kind.label())
                .usageMessage()
                .description(text.description())
                .footer("", "Example:", "  ./belay " + kind.label() + " 260301-020000-k3xq " + text.example());
        return commandLine;
    }

    private static DecisionCommand command(DecisionKind kind, BelayCommand belay) {
        return switch (kind) {
            case REPAIR -> new RepairCommand(belay);
            case ROLLBACK -> new RollbackCommand(belay);
            case APPROVE, REJECT, RETRY, SKIP, DONE, CANCEL, VOUCH, CLOSE, ACKNOWLEDGE ->
                new DecisionCommand(kind, belay);
        };
    }

    @Override
    public Integer call() {
        ApiClient client = belay.client(usualRole());
        DeploymentDocument before = client.deployment(deployment.id());
        Optional<OpenQuestion> asking = asking(before);
        Optional<StepId> meant = step == null ? asking.map(OpenQuestion::step) : Optional.of(named(step));
        Arguments arguments = arguments(client, asking);
        DecisionRequest request = new DecisionRequest(
                UUID.randomUUID().toString(),
                meant.flatMap(before::execution).orElse(null),
                meant.orElse(null),
                question == null && kind != DecisionKind.CANCEL
                        ? asking.map(OpenQuestion::id).orElse(null)
                        : question,
                kind,
                arguments.to(),
                arguments.task(),
                comment);
        DeploymentDocument after = decide(client, request);
        if (belay.json()) {
            belay.printJson(after.json());
        } else {
            belay.print(
                    "Decided: " + kind.label() + ". Deployment " + deployment.id() + " is now " + after.status() + ".");
        }
        return ExitStatus.SUCCEEDED;
    }

    private Role usualRole() {
        return switch (kind) {
            case RETRY, CANCEL -> Role.OPERATOR;
            case APPROVE, REJECT, REPAIR, SKIP, DONE, ROLLBACK, VOUCH, CLOSE, ACKNOWLEDGE -> Role.RELEASE_MANAGER;
        };
    }

    /**
     * What the decision names besides.
     *
     * @param asking the question that it answers, where one is open
     */
    Arguments arguments(ApiClient client, Optional<OpenQuestion> asking) {
        return new Arguments(null, null);
    }

    /** How far a rollback goes, and which task a repair runs. */
    record Arguments(@Nullable String to, @Nullable String task) {}

    BelayCommand belay() {
        return belay;
    }

    DeploymentId id() {
        return deployment.id();
    }

    /** The question that this answers; empty where the decision is about the whole deployment. */
    private Optional<OpenQuestion> asking(DeploymentDocument document) {
        List<OpenQuestion> asking = document.questions().stream()
                .filter(open -> open.options().contains(kind))
                .filter(open -> step == null || open.step().text().equals(step))
                .filter(open -> question == null || open.id().equals(question))
                .toList();
        if (asking.size() > 1 && !ofTheWhole()) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    "Several steps of " + deployment.id() + " ask; name the one that you mean:\n"
                            + asking.stream()
                                    .map(open -> "  --step " + open.step() + "   " + open.text())
                                    .collect(Collectors.joining("\n")));
        }
        return asking.size() == 1 ? Optional.of(asking.get(0)) : Optional.empty();
    }

    private static StepId named(String text) {
        try {
            return new StepId(text);
        } catch (IllegalArgumentException illFormed) {
            throw new CommandFailed(
                    ExitStatus.USAGE, "\"" + text + "\" is no step's id; ./belay show prints the command to type.");
        }
    }

    private boolean ofTheWhole() {
        return switch (kind) {
            case ROLLBACK, CANCEL, CLOSE, ACKNOWLEDGE -> true;
            case APPROVE, REJECT, RETRY, REPAIR, SKIP, DONE, VOUCH -> false;
        };
    }

    /** An answer that did not come in time may have been heard; the same id again is safe. */
    private DeploymentDocument decide(ApiClient client, DecisionRequest request) {
        for (int attempt = 1; attempt < REPEATS; attempt++) {
            try {
                return client.decide(deployment.id(), request);
            } catch (ApiProblem problem) {
                if (!problem.code().equals("decision-not-answered")) {
                    throw problem;
                }
            }
        }
        return client.decide(deployment.id(), request);
    }
}
