package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.ApiProblem;
import dev.belay.cli.api.DecisionRequest;
import dev.belay.cli.api.DeploymentDocument;
import dev.belay.cli.api.OpenQuestion;
import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
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
final class DecisionCommand implements Callable<Integer> {
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

    private DecisionCommand(DecisionKind kind, BelayCommand belay) {
        this.kind = kind;
        this.belay = belay;
    }

    static CommandLine of(DecisionKind kind, BelayCommand belay) {
        CommandLine commandLine = new CommandLine(new DecisionCommand(kind, belay));
        DecisionText text = DecisionText.of(kind);
        commandLine
                .getCommandSpec()
                .name(kind.label())
                .usageMessage()
                .description(text.description())
                .footer("", "Example:", "  ./belay " + kind.label() + " 260301-020000-k3xq " + text.example());
        return commandLine;
    }

    @Override
    public Integer call() {
        ApiClient client = belay.client(usualRole());
        DeploymentDocument before = client.deployment(deployment.id());
        Optional<StepId> meant = step(before);
        DecisionRequest request = new DecisionRequest(
                UUID.randomUUID().toString(),
                meant.flatMap(before::execution).orElse(null),
                meant.orElse(null),
                kind,
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
            case APPROVE, REJECT, DONE, ROLLBACK, VOUCH, CLOSE, ACKNOWLEDGE -> Role.RELEASE_MANAGER;
        };
    }

    /** The step whose question this answers; empty where the decision is about the whole deployment. */
    private Optional<StepId> step(DeploymentDocument document) {
        if (step != null) {
            return Optional.of(named(step));
        }
        List<OpenQuestion> asking = document.questions().stream()
                .filter(question -> question.options().contains(kind))
                .toList();
        if (asking.size() > 1 && !ofTheWhole()) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    "Several steps of " + deployment.id() + " ask; name the one that you mean:\n"
                            + asking.stream()
                                    .map(question -> "  --step " + question.step() + "   " + question.text())
                                    .collect(Collectors.joining("\n")));
        }
        return asking.size() == 1 ? Optional.of(asking.get(0).step()) : Optional.empty();
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
            case APPROVE, REJECT, RETRY, DONE, VOUCH -> false;
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
