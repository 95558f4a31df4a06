package dev.belay.cli;

import dev.belay.cli.invocation.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of plans or environment files. */
@Command(
        name = "schema",
        description = "Prints a JSON Schema with which editors complete and check plans and environment files.",
        footer = {
            "",
            "Examples:",
            "  ./belay schema plan > plan.schema.json",
            "  ./belay schema environment > environment.schema.json",
            "",
            "In the first line of a plan: # yaml-language-server: $schema=./plan.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Parameters(paramLabel = "WHICH", description = "plan, steps (a file that plans use), or environment.")
    private Which which = Which.PLAN;

    SchemaCommand(BelayCommand belay) {
        this.belay = belay;
    }

    /** What there is a schema of. */
    enum Which {
        PLAN,
        STEPS,
        ENVIRONMENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        String resource = "/dev/belay/documents/schema/" + which + ".schema.json";
        try (InputStream schema = Objects.requireNonNull(SchemaCommand.class.getResourceAsStream(resource), resource)) {
            belay.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return ExitStatus.SUCCEEDED;
    }
}
