package dev.belay.worker.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A piece of shell that ends at once, or once it is held never: it then waits for a child of its own. */
public final class HeldScript {
    private final Path hold;
    private final Path processes;

    public HeldScript(Path directory) {
        this.hold = directory.resolve("hold");
        this.processes = directory.resolve("held-processes");
    }

    /** To be put before or behind what a test's script does else. */
    public String text() {
        String next = processes + ".next";
        return "if [ -e '" + hold + "' ]; then sleep 300 & echo \"$$ $!\" > '" + next + "'; mv '" + next + "' '"
                + processes + "'; wait; fi";
    }

    public void hold() {
        try {
            Files.createFile(hold);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Whether the script or its child is alive. */
    public boolean runs() throws IOException {
        return Files.exists(processes)
                && Stream.of(Files.readString(processes).strip().split(" "))
                        .map(Long::parseLong)
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .anyMatch(ProcessHandle::isAlive);
    }
}
