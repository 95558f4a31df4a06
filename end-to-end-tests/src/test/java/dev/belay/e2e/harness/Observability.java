package dev.belay.e2e.harness;

import dev.belay.embedded.machine.ProgramSearch;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The directory of dashboards and rules, and the programs that judge them. */
public final class Observability {
    private Observability() {}

    public static Path file(String path) {
        return Path.of("..", "observability", path).toAbsolutePath().normalize();
    }

    /** The program on this machine; without it the test is skipped, and says how to get it. */
    public static Path program(String name) {
        return ProgramSearch.onPath()
                .find(name)
                .orElseGet(() -> Assumptions.abort("The program " + name
                        + " is missing. Install it with: apt-get install --no-install-recommends prometheus"));
    }
}
