package dev.belay.cli;

/** Starts the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(BelayCommand.commandLine().execute(arguments));
    }
}
