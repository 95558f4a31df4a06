package dev.belay.worker.process;

/**
 * How a program ended.
 *
 * @param exitCode 128 + n where signal n ended it
 * @param tail the end of its output, redacted, at most 16 KB
 */
public record ProcessResult(int exitCode, String tail) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
