package dev.belay.backup.scratch;

import dev.belay.worker.environment.settings.Login;
import java.nio.file.Path;

/** The scratch server that the environment file names; only the databases that a test restore makes go away. */
public record LoginScratchServer(Login login) implements ScratchServer {
    @Override
    public String description() {
        return "the scratch server at " + login.url();
    }

    @Override
    public Path disk(Path beside) {
        return beside;
    }

    @Override
    public void close() {
        // The server is not ours to end.
    }
}
