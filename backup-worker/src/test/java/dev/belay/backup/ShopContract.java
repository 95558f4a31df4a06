package dev.belay.backup;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.HeldScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** The contract for handlers of backups, each test with a database of its own. */
public abstract class ShopContract extends HandlerContract {
    protected final Shop shop = Shop.open(50);
    protected Path backups;
    protected HeldScript held;

    @BeforeEach
    final void createDirectories() throws IOException {
        backups = Files.createDirectory(workerDirectory.resolve("backups"));
        held = new HeldScript(workerDirectory);
    }

    /** PostgreSQL's programs, of which one can be held up. */
    protected final PostgresPrograms holdingUp(String program) {
        String script = FakePrograms.versionOr(program, held.text() + "; exec $REAL \"$@\"");
        return FakePrograms.with(workerDirectory, program, script, Backups.PROCESSES);
    }

    @Override
    protected final Environment environment() {
        return shop.environment(backups);
    }
}
