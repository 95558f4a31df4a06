package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.stack.demo.DemoCommand;
import dev.belay.stack.example.ExampleCommand;
import picocli.CommandLine;

/** The program behind {@code ./belay}: the command line, and the commands that run Belay on this machine. */
public final class Main {
    private static final String LOG_SETTINGS = "logback.configurationFile";

    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "dev/belay/stack/quiet-logback.xml");
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return withStack(BelayCommand.commandLine());
    }

    static CommandLine withStack(CommandLine commandLine) {
        BelayCommand belay = commandLine.getCommand();
        return commandLine
                .addSubcommand(new DemoCommand(belay))
                .addSubcommand(new ExampleCommand(belay))
                .addSubcommand(new LintCommand(belay))
                .addSubcommand(new UpCommand(belay))
                .addSubcommand(new DownCommand(belay))
                .addSubcommand(new LogsCommand(belay));
    }
}
