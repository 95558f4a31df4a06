package dev.belay.healthcheck;

import dev.belay.contracts.Evidence;
import dev.belay.contracts.Expectation;
import dev.belay.contracts.Failure;
import dev.belay.contracts.FailureCode;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a check so far: everything that held, and everything that did not. */
final class Verdict {
    private static final int MOST_SHOWN = 50;

    private final List<Evidence> held = new ArrayList<>();
    private final List<Miss> misses = new ArrayList<>();

    private record Miss(FailureCode code, String sentence) {}

    void holds(String what, String seen) {
        held.add(new Evidence(what, seen));
    }

    /** Something was seen and is not as expected. */
    void differs(String sentence) {
        misses.add(new Miss(FailureCode.EXPECTATION_NOT_MET, sentence));
    }

    /** Something could not be seen, which may pass by itself. */
    void unseen(String sentence) {
        misses.add(new Miss(FailureCode.PROBE_FAILED, sentence));
    }

    void lacks(String sentence) {
        misses.add(new Miss(FailureCode.ENVIRONMENT_LACKS, sentence));
    }

    /** A failure of what the check needs, such as the database's login. */
    void failed(WorkFailed failed) {
        misses.add(new Miss(
                failed.failure().code(),
                failed.failure().message() + " " + failed.failure().next()));
    }

    void failed(EnvironmentLacks lacks) {
        lacks(String.valueOf(lacks.getMessage()));
    }

    boolean allHold() {
        return misses.isEmpty();
    }

    /** Takes a comparison down as held or not. */
    void judged(Expectations.Judgement judgement, String what, String found, Expectation expectation) {
        switch (judgement) {
            case HOLDS -> holds(what, found);
            case DIFFERS -> differs(what + ": found " + found + ", expected " + expectation + ".");
            case INCOMPARABLE ->
                differs(what + ": found " + found + ", which cannot be compared with \"" + expectation + "\".");
        }
    }

    /**
     * The evidence where everything held.
     *
     * @throws WorkFailed naming everything that did not
     */
    Done done(Redactor redactor) {
        if (!misses.isEmpty()) {
            throw new WorkFailed(failure(redactor));
        }
        return new Done(
                null,
                held.stream()
                        .map(seen -> new Evidence(redactor.redact(seen.label()), redactor.redact(seen.value())))
                        .toList());
    }

    private Failure failure(Redactor redactor) {
        int all = held.size() + misses.size();
        StringBuilder message = new StringBuilder();
        if (misses.size() == 1) {
            message.append(misses.get(0).sentence());
        } else {
            message.append(misses.size()).append(" of ").append(all).append(" expectations do not hold:");
            misses.stream()
                    .limit(MOST_SHOWN)
                    .forEach(miss -> message.append("\n- ").append(miss.sentence()));
        }
        FailureCode code = code();
        return new Failure(code, redactor.redact(message.toString()), next(code), whatHeld(redactor));
    }

    /** What another attempt cannot mend decides; only where everything may pass does the whole check. */
    private FailureCode code() {
        return misses.stream()
                .map(Miss::code)
                .filter(code -> code == FailureCode.ENVIRONMENT_LACKS)
                .findFirst()
                .or(() -> misses.stream()
                        .map(Miss::code)
                        .filter(code -> code.blame() == FailureCode.Blame.USER)
                        .findFirst())
                .orElse(misses.get(0).code());
    }

    private static String next(FailureCode code) {
        if (code == FailureCode.ENVIRONMENT_LACKS) {
            return "Add what is missing to the environment file, or correct the name in the plan, then retry.";
        }
        return code.blame() == FailureCode.Blame.USER
                ? "Look at what was found: mend the system, or the expectation where it is wrong, then retry."
                : "Retry in a moment; where it stays so, look at the system that did not answer.";
    }

    private @Nullable String whatHeld(Redactor redactor) {
        if (held.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder("What held:");
        held.stream()
                .limit(MOST_SHOWN)
                .forEach(seen ->
                        text.append("\n").append(seen.label()).append(": ").append(seen.value()));
        return redactor.redact(text.toString());
    }
}
