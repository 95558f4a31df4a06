package dev.belay.worker.environment.reading;

import dev.belay.documents.Node;
import dev.belay.worker.environment.interpolation.Interpolation;
import dev.belay.worker.environment.settings.CommandLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads commands: lists of arguments that no shell will see. */
final class Commands {
    private static final String EXPECTED = "a list of arguments, since no shell reads it";
    private static final Pattern SHELL = Pattern.compile("[|&;<>`'\"*?~\\\\]|\\$\\(");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./=-]*|-[A-Za-z0-9_./=-]+");

    private final Interpolation interpolation;
    private final BiFunction<Node.Text, String, Optional<String>> argument;

    private Commands(Interpolation interpolation, BiFunction<Node.Text, String, Optional<String>> argument) {
        this.interpolation = interpolation;
        this.argument = argument;
    }

    static Commands ofEnvironment(Interpolation interpolation) {
        return new Commands(interpolation, interpolation::later);
    }

    /** Commands of a task, which plans may give arguments by name. */
    static Commands ofTask(Interpolation interpolation) {
        return new Commands(interpolation, interpolation::laterWithArguments);
    }

    /** Commands in which these names stand for something, and no others. */
    static Commands knowing(List<String> names, Interpolation interpolation) {
        return new Commands(interpolation, (text, what) -> interpolation.later(text, what, names));
    }

    /** A single command; a list that holds nothing but one command is one too. */
    Optional<CommandLine> one(Node node, String what) {
        if (node instanceof Node.Sequence sequence
                && sequence.items().size() == 1
                && sequence.items().get(0) instanceof Node.Sequence inner) {
            return command(inner, what);
        }
        if (node instanceof Node.Sequence several
                && several.items().stream().anyMatch(Node.Sequence.class::isInstance)) {
            complain(
                    node,
                    "wrong-type",
                    what + " is " + node.described() + " commands; expected one command.",
                    "Put what takes several into a script, and name the script.");
            return Optional.empty();
        }
        return command(node, what);
    }

    /** Commands that run one after another; a list of texts is one command. */
    List<CommandLine> several(Node node, String what) {
        if (!(node instanceof Node.Sequence sequence)
                || sequence.items().stream().noneMatch(Node.Sequence.class::isInstance)) {
            return command(node, what).stream().toList();
        }
        List<CommandLine> commands = new ArrayList<>();
        for (Node item : sequence.items()) {
            command(item, what).ifPresent(commands::add);
        }
        return commands;
    }

    private Optional<CommandLine> command(Node node, String what) {
        if (node instanceof Node.Text text) {
            complain(
                    node,
                    "command-as-text",
                    what + " is " + text.described() + "; expected " + EXPECTED + ".",
                    mend(text));
            return Optional.empty();
        }
        if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
            complain(node, "wrong-type", what + " is " + node.described() + "; expected " + EXPECTED + ".", "");
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        for (Node item : sequence.items()) {
            filledLater(item, what).ifPresent(arguments::add);
        }
        if (arguments.size() < sequence.items().size() || !runnable(arguments, sequence, what)) {
            return Optional.empty();
        }
        return Optional.of(new CommandLine(arguments));
    }

    private Optional<String> filledLater(Node item, String what) {
        if (item instanceof Node.Text text) {
            return argument.apply(text, "An argument of " + what);
        }
        complain(
                item,
                "wrong-type",
                "An argument of " + what + " is " + item.described() + "; expected text.",
                "Put an argument that contains any of : { } [ ] , # in quotes.");
        return Optional.empty();
    }

    private boolean runnable(List<String> arguments, Node.Sequence node, String what) {
        Node program = node.items().get(0);
        if (arguments.get(0).isBlank()) {
            complain(program, "empty", "The program of " + what + " has no name.", "Write the program first.");
            return false;
        }
        if (arguments.get(0).matches("[^/].*\\s.*")) {
            complain(
                    program,
                    "command-as-text",
                    "The program of " + what + " is " + program.described() + "; expected one argument for each word.",
                    mend((Node.Text) program));
            return false;
        }
        Optional<String> volumes = VolumeRemoval.in(arguments);
        volumes.ifPresent(words -> complain(
                node,
                "removes-volumes",
                what + " removes volumes (\"" + words + "\"), and the data on them; no release may do that.",
                "Leave \"" + words.substring(words.lastIndexOf(' ') + 1) + "\" out, or remove volumes by hand."));
        return volumes.isEmpty();
    }

    private void complain(Node at, String code, String message, String mend) {
        interpolation.findings().report(at, code, message, at.described(), EXPECTED, mend);
    }

    private static String mend(Node.Text text) {
        if (text.text().isBlank()) {
            return "Write the program and its arguments: [program, argument].";
        }
        if (SHELL.matcher(text.text()).find()) {
            return "Put it into a script, and name the script: [/path/to/script].";
        }
        return "Write it as a list: "
                + Arrays.stream(text.text().strip().split("\\s+"))
                        .map(word -> PLAIN.matcher(word).matches() ? word : "\"" + word + "\"")
                        .collect(Collectors.joining(", ", "[", "]"))
                + ".";
    }
}
