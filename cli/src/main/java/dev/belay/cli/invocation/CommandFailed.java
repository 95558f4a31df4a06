package dev.belay.cli.invocation;

/** A command that cannot do what was asked, with the sentence for its reader and the exit status. */
public final class CommandFailed extends RuntimeException {
    private final int exitStatus;

    public CommandFailed(int exitStatus, String sentence) {
        super(sentence);
        this.exitStatus = exitStatus;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
