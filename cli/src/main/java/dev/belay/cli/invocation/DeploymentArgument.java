package dev.belay.cli.invocation;

import dev.belay.contracts.DeploymentId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The deployment that a command is about. */
public final class DeploymentArgument {
    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = Converter.class,
            description = "The deployment's id, as deploy and list print it.")
    private @Nullable DeploymentId id;

    public DeploymentId id() {
        if (id == null) {
            throw new CommandFailed(ExitStatus.USAGE, "The deployment's id is missing.");
        }
        return id;
    }

    /** Reads ids. */
    static final class Converter implements ITypeConverter<DeploymentId> {
        @Override
        public DeploymentId convert(String text) {
            try {
                return new DeploymentId(text);
            } catch (IllegalArgumentException illFormed) {
                throw new TypeConversionException("\"" + text + "\" is no deployment's id; ./belay list shows them");
            }
        }
    }
}
