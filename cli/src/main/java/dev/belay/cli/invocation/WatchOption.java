package dev.belay.cli.invocation;

import picocli.CommandLine.Option;

/** Whether watching ends where the deployment waits. */
public final class WatchOption {
    @Option(
            names = "--no-wait",
            order = 11,
            description = "Ends with status 13 as soon as the deployment waits for a person, or only watches.")
    private boolean noWait;

    public boolean noWait() {
        return noWait;
    }
}
