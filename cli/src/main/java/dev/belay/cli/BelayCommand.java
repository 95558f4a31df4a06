package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.document.Json;
import dev.belay.cli.invocation.ProcessTerminal;
import dev.belay.cli.invocation.ServerChoice;
import dev.belay.cli.invocation.Surroundings;
import dev.belay.cli.invocation.Version;
import dev.belay.cli.text.Glyphs;
import dev.belay.cli.text.Look;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.DecisionKind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: the options that every command has, and what they mean. */
@Command(
        name = "belay",
        description = "Runs production releases step by step, and takes them back when they fail.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A first release:",
            "  ./belay up",
            "  ./belay validate release.yaml --environment shop-production --param version=v2.0.0",
            "  ./belay deploy release.yaml --environment shop-production --param version=v2.0.0 --watch",
            "",
            "Server and token are taken from the options, else from BELAY_SERVER and BELAY_TOKEN_FILE, else from the",
            "embedded stack's state (.belay, or the directory in BELAY_STATE). With the embedded stack, commands that",
            "only read act as the user viewer; deploy, retry and cancel as operator; approve, reject, repair, skip,",
            "done, vouch, rollback, close and acknowledge as release-manager; --as names another one.",
            "",
            "Exit status: 0 succeeded, 2 refused before it ran, 10 rolled back, 11 rollback failed, 12 cancelled,",
            "13 waiting or watching with --no-wait, 14 interrupted, 64 wrong usage, 1 anything else."
        })
public final class BelayCommand implements Runnable {
    private static final int HELP_WIDTH = 110;
    private static final int LINE_WIDTH = 110;

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Belay's server.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "The file with the token that proves who you are.")
    private @Nullable String tokenFile;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "A user of the embedded stack: viewer, operator, release-manager or admin.")
    private @Nullable String as;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            scope = ScopeType.INHERIT,
            order = 103,
            defaultValue = "text",
            description = "text, or json: one document, one on each line when watching. Default: text.")
    private OutputForm output = OutputForm.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 104,
            description = "Shows this help.")
    private boolean unusedHelp;

    @Option(names = "--version", versionHelp = true, order = 105, description = "Shows the version.")
    private boolean unusedVersion;

    BelayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The forms of output, as people write them. */
    enum OutputForm {
        text,
        json
    }

    /** The command line of this process, to which other modules may add commands of their own. */
    public static CommandLine commandLine() {
        boolean terminal = System.console() != null;
        return commandLine(Surroundings.ofProcess())
                .setOut(writer(FileDescriptor.out, terminal))
                .setErr(writer(FileDescriptor.err, terminal));
    }

    /** The same in other surroundings. */
    public static CommandLine commandLine(Surroundings surroundings) {
        BelayCommand belay = new BelayCommand(surroundings);
        CommandLine commandLine = new CommandLine(belay)
                .addSubcommand(new ValidateCommand(belay))
                .addSubcommand(new PlanCommand(belay))
                .addSubcommand(new DeployCommand(belay))
                .addSubcommand(new WatchCommand(belay))
                .addSubcommand(new ShowCommand(belay))
                .addSubcommand(new ListCommand(belay))
                .addSubcommand(new ReportCommand(belay));
        for (DecisionKind kind : DecisionKind.values()) {
            commandLine.addSubcommand(DecisionCommand.of(kind, belay));
        }
        commandLine.addSubcommand(new EnvironmentsCommand(belay));
        commandLine.addSubcommand(new SchemaCommand(belay));
        commandLine.getSubcommands().values().forEach(BelayCommand::inOrder);
        inOrder(commandLine);
        return Errors.handledBy(commandLine, belay)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The command's own options stand before those that every command has. */
    private static void inOrder(CommandLine command) {
        command.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false);
    }

    /** Programs read UTF-8; a terminal reads what its locale says. */
    private static PrintWriter writer(FileDescriptor descriptor, boolean terminal) {
        Charset charset = terminal ? ProcessTerminal.charset() : StandardCharsets.UTF_8;
        OutputStream stream = new FileOutputStream(descriptor);
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    @Override
    public void run() {
        throw new ParameterException(commandLineOfThis(), "A command is missing.");
    }

    private CommandLine commandLineOfThis() {
        if (spec == null) {
            throw new IllegalStateException("The command line has not been set up; use BelayCommand.commandLine()");
        }
        return spec.commandLine();
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /**
     * A client of the server that the options name.
     *
     * @param usual the embedded stack's user, unless {@code --as} names another
     */
    public ApiClient client(Role usual) {
        ServerChoice.Options options = new ServerChoice.Options(server, tokenFile, as);
        return new ApiClient(new ServerChoice(surroundings).access(options, usual));
    }

    public boolean json() {
        return output == OutputForm.json;
    }

    public void print(String line) {
        PrintWriter out = commandLineOfThis().getOut();
        out.println(line);
        out.flush();
    }

    public void printJson(Object document) {
        print(Json.pretty(document));
    }

    public void printError(String line) {
        PrintWriter err = commandLineOfThis().getErr();
        err.println(line);
        err.flush();
    }

    Path resolve(String path) {
        return surroundings.resolve(path);
    }

    /** How text looks that nobody redraws. */
    public Look plainLook() {
        return new Look(LINE_WIDTH, Glyphs.UNICODE, Look.Palette.PLAIN);
    }

    /** How text looks on a terminal of a width. */
    public Look look(int columns) {
        boolean unicode = ProcessTerminal.charset().equals(StandardCharsets.UTF_8);
        boolean colours = surroundings.variable("NO_COLOR").isEmpty();
        return new Look(
                columns, unicode ? Glyphs.UNICODE : Glyphs.ASCII, colours ? Look.Palette.COLOURED : Look.Palette.PLAIN);
    }
}
