package dev.belay.healthcheck.log;

import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogMark;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Lacking;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Judges how many lines of a log match, from its mark on. */
public final class LogsJudge {
    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_SHOWN = 300;

    private final Execution execution;
    private final Verdict verdict;

    public LogsJudge(Execution execution, Verdict verdict) {
        this.execution = execution;
        this.verdict = verdict;
    }

    public void judge(List<LogExpectation> expectations, List<LogMark> marks) {
        for (LogExpectation expectation : expectations) {
            LogMark mark = marks.stream()
                    .filter(one -> one.source().equals(expectation.source()))
                    .findFirst()
                    .orElse(null);
            String what = "Log " + expectation.source() + ", lines that match " + expectation.matching();
            Path file = execution.environment().parts().observed().logs().get(expectation.source());
            if (file == null) {
                verdict.lacks(Lacking.sentence(
                        execution,
                        "log",
                        expectation.source(),
                        execution.environment().parts().observed().logs().keySet()));
                continue;
            }
            try {
                Found found = new Found(Pattern.compile(expectation.matching()));
                new LogFile(expectation.source(), file).readOn(mark, found::look);
                found.judge(what, expectation, verdict);
            } catch (PatternSyntaxException unreadable) {
                verdict.differs(what + ": is no regular expression (" + unreadable.getDescription() + ").");
            } catch (LogFile.Lost lost) {
                verdict.differs(what + ": " + lost.getMessage() + ".");
            } catch (NoSuchFileException missing) {
                verdict.unseen(what + ": the file " + file + " does not exist.");
            } catch (IOException broken) {
                verdict.unseen(what + ": the file could not be read (" + broken + ").");
            }
        }
    }

    private static final class Found {
        private final Pattern pattern;
        private final List<String> first = new ArrayList<>();
        private long count;

        private Found(Pattern pattern) {
            this.pattern = pattern;
        }

        void look(String line) {
            if (pattern.matcher(line).find()) {
                count++;
                if (first.size() < MOST_SHOWN) {
                    first.add(line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…");
                }
            }
        }

        void judge(String what, LogExpectation expectation, Verdict verdict) {
            Quantity found = Quantity.number(count);
            Expectations.Judgement judgement = Expectations.judge(expectation.count(), found);
            String shown = first.isEmpty() || judgement == Expectations.Judgement.HOLDS
                    ? found.shown()
                    : found.shown() + " (such as \"" + String.join("\", \"", first) + "\")";
            verdict.judged(judgement, what, shown, expectation.count());
        }
    }
}
