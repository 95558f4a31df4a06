package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.document.OpenQuestion;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.text.Table;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.RollbackPreview;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a deployment back; part of the way only after showing what that would lose. */
@Command
final class RollbackCommand extends DecisionCommand {
    @Option(
            names = "--to",
            paramLabel = "STEP",
            order = 0,
            description =
                    "Go back to this step, which stays with all before it; or to the beginning, also below a phase"
                            + " that is kept. What would be lost is shown first.")
    private @Nullable String to;

    @Option(
            names = {"-y", "--yes"},
            order = 4,
            description = "With --to: go back without being asked once more.")
    private boolean yes;

    RollbackCommand(BelayCommand belay) {
        super(DecisionKind.ROLLBACK, belay);
    }

    @Override
    Arguments arguments(ApiClient client, Optional<OpenQuestion> asking) {
        if (to == null) {
            return new Arguments(null, null);
        }
        RollbackPreview preview = client.previewRollback(id(), to);
        show(preview);
        if (!yes && !agreed()) {
            throw new CommandFailed(ExitStatus.USAGE, "Nothing was decided.");
        }
        return new Arguments(to, null);
    }

    /** In the form of JSON, standard output is for the document that follows from the decision. */
    private void show(RollbackPreview preview) {
        if (belay().json()) {
            return;
        }
        Table table = new Table("TAKEN BACK", "TARGET", "HOW", "WHAT WOULD BE LOST");
        preview.takenBack()
                .forEach(loss -> table.row(
                        loss.steps().stream().map(StepId::text).collect(Collectors.joining(", ")),
                        loss.target(),
                        loss.how(),
                        loss.loses()));
        if (preview.takenBack().isEmpty()) {
            belay().print("Nothing would be taken back.");
        } else {
            table.lines().forEach(belay()::print);
        }
        belay().print("Stays: "
                + (preview.kept().isEmpty()
                        ? "nothing"
                        : preview.kept().stream().map(StepId::text).collect(Collectors.joining(", ")))
                + ".");
        belay().print("The end: " + preview.outcome());
        preview.warnings().forEach(warning -> belay().print("Mind: " + warning));
    }

    private boolean agreed() {
        Optional<String> answer = belay().surroundings().ask("Go back so far? Type yes: ");
        if (answer.isEmpty()) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    "Nothing was decided: nobody can be asked here. Read what would be lost, then add --yes.");
        }
        return answer.get().strip().equals("yes");
    }
}
