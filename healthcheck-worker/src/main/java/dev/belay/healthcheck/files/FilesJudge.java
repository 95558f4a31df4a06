package dev.belay.healthcheck.files;

import dev.belay.contracts.Release;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.environment.ReleaseDirectory;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Judges how many files match a glob, relative to the release or absolute. */
public final class FilesJudge {
    private final Execution execution;
    private final Verdict verdict;

    public FilesJudge(Execution execution, Verdict verdict) {
        this.execution = execution;
        this.verdict = verdict;
    }

    public void judge(List<FileExpectation> expectations, @Nullable Release release) throws InterruptedException {
        for (FileExpectation expectation : expectations) {
            judge(expectation, release);
        }
    }

    private void judge(FileExpectation expected, @Nullable Release release) throws InterruptedException {
        String what = "Files " + expected.path();
        try {
            String pattern = absolute(expected.path(), release);
            GlobCount.Counted counted = GlobCount.count(pattern, execution);
            if (!counted.unreadable().isEmpty()) {
                verdict.differs(what + ": the worker's user may not read "
                        + counted.unreadable().get(0) + ", so they cannot be counted.");
                return;
            }
            Quantity found = Quantity.number(counted.files());
            verdict.judged(Expectations.judge(expected.count(), found), what, found.shown(), expected.count());
        } catch (EnvironmentLacks lacks) {
            verdict.failed(lacks);
        } catch (WorkFailed failed) {
            verdict.failed(failed);
        } catch (PatternSyntaxException | InvalidPathException unreadable) {
            verdict.differs(what + ": is no path or glob (" + unreadable.getMessage() + ").");
        } catch (IOException broken) {
            verdict.unseen(what + ": could not be read (" + broken + ").");
        }
    }

    private String absolute(String path, @Nullable Release release) {
        if (path.startsWith("/")) {
            return path;
        }
        if (release == null) {
            throw new WorkFailed(
                    FailureCode.EXPECTATION_NOT_MET,
                    "Files " + path + ": the path is relative to a release, but this check knows none.",
                    "Write an absolute path, or put the check behind the roll-out.");
        }
        Path directory = ReleaseDirectory.of(execution.environment(), release);
        return GlobCount.literal(directory) + "/" + path;
    }
}
