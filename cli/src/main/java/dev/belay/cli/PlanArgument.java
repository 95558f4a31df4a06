package dev.belay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
