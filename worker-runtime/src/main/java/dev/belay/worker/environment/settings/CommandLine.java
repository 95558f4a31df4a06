package dev.belay.worker.environment.settings;

import java.util.List;

/** A program and its arguments, never a shell string; arguments may still hold <code>${version}</code> and the like. */
public record CommandLine(List<String> arguments) {
    public CommandLine {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs at least the program's name");
        }
    }
}
