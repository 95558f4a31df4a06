package dev.belay.cli;

import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.text.FindingLines;
import dev.belay.documents.Finding;
import dev.belay.documents.Findings;
import dev.belay.documents.UsedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A plan and the values of its parameters. */
final class PlanArgument {
    @Parameters(
            index = "0",
            paramLabel = "PLAN",
            description = "The plan's file, or the name of one in .belay/plans on the server.")
    private String plan = "";

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            order = 2,
            description = "A parameter of the plan; may be given more than once.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    Map<String, String> parameters() {
        return parameters;
    }

    String shown() {
        return plan;
    }

    /** The file's text, where the plan is a file. */
    Optional<String> text(BelayCommand belay) {
        Path file = belay.resolve(plan);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            if (text.isBlank()) {
                throw new CommandFailed(ExitStatus.USAGE, "The plan " + plan + " is empty; expected a plan in YAML.");
            }
            return Optional.of(text);
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    "The plan " + plan + " cannot be read: expected a text file in UTF-8 that you may read.");
        }
    }

    /** The texts of the files that the plan's file uses, by their paths; what cannot be read is a finding. */
    Map<String, String> files(BelayCommand belay, Findings findings) {
        return text(belay)
                .map(text -> UsedFiles.read(directory(belay.resolve(plan)), text, findings))
                .orElse(Map.of());
    }

    /** Findings with the lines that they mean, as far as they are at hand. */
    List<String> lines(BelayCommand belay, List<Finding> findings) {
        Optional<String> text = text(belay);
        Map<String, String> files = files(belay, new Findings(plan));
        return findings.stream()
                .flatMap(finding -> {
                    Optional<String> used = Optional.ofNullable(files.get(finding.file()));
                    String file = text.isEmpty() && !finding.file().isEmpty() ? finding.file() : plan;
                    return (used.isPresent()
                                    ? new FindingLines(beside(finding.file()), used)
                                    : new FindingLines(file, text))
                            .of(finding).stream();
                })
                .toList();
    }

    private String beside(String file) {
        return Path.of(plan).resolveSibling(file).toString();
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** What goes to the server: the text, or the name. */
    String textOrName(BelayCommand belay) {
        return text(belay).orElseGet(() -> {
            if (!plan.matches("[a-z0-9][a-z0-9-]*")) {
                throw new CommandFailed(
                        ExitStatus.USAGE,
                        "There is no file " + belay.resolve(plan).normalize()
                                + ", and it is no plan's name either; expected one of them.");
            }
            return plan;
        });
    }
}
