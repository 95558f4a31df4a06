package dev.belay.stack;

import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.embedded.postgres.MissingProgramsException;
import dev.belay.examples.production.ProductionFailed;
import dev.belay.examples.production.observation.ObservationFailedException;
import dev.belay.examples.shop.ShopSetupException;
import java.io.UncheckedIOException;
import java.util.function.IntSupplier;

/** Failures of the machine as the command line tells them: a sentence, no stack trace. */
public final class Failures {
    private Failures() {}

    public static int told(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (StackFailed
                | MissingProgramsException
                | ShopSetupException
                | ProductionFailed
                | ObservationFailedException failure) {
            throw new CommandFailed(ExitStatus.OTHER, String.valueOf(failure.getMessage()));
        } catch (UncheckedIOException failure) {
            throw new CommandFailed(ExitStatus.OTHER, failure.getMessage() + " (" + failure.getCause() + ")");
        }
    }
}
