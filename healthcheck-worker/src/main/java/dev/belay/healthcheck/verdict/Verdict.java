package dev.belay.healthcheck.verdict;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of a check so far: everything that held, and everything that did not. */
public final class Verdict {
    private static final int MOST_SHOWN = 50;
    private static final int LONGEST_VALUE = 4_000;
    private static final int LONGEST_EXCERPT = 24_000;
    private static final int LONGEST_EVIDENCE = 80_000;

    private final List<Evidence> held = new ArrayList<>();
    private final List<Evidence> shown = new ArrayList<>();
    private final List<Miss> misses = new ArrayList<>();

    /** @param next what to do; empty where nothing more is known than for every check */
    private record Miss(FailureCode code, String sentence, String next) {
        Miss(FailureCode code, String sentence) {
            this(code, sentence, "");
        }
    }

    public void holds(String what, String seen) {
        held.add(new Evidence(what, seen));
    }

    /** Something was seen and is not as expected. */
    public void differs(String sentence) {
        misses.add(new Miss(FailureCode.EXPECTATION_NOT_MET, sentence));
    }

    /** @param next what to do about it, as a sentence */
    public void differs(String sentence, String next) {
        misses.add(new Miss(FailureCode.EXPECTATION_NOT_MET, sentence, next));
    }

    /** Something for people to look at, whether all holds or not. */
    public void shows(String what, String text) {
        shown.add(new Evidence(what, text));
    }

    /** Something could not be seen, which may pass by itself. */
    public void unseen(String sentence) {
        misses.add(new Miss(FailureCode.PROBE_FAILED, sentence));
    }

    public void lacks(String sentence) {
        misses.add(new Miss(FailureCode.ENVIRONMENT_LACKS, sentence));
    }

    /** A failure of what the check needs, such as the database's login. */
    public void failed(WorkFailed failed) {
        misses.add(new Miss(
                failed.failure().code(),
                failed.failure().message() + " " + failed.failure().next()));
    }

    public void failed(EnvironmentLacks lacks) {
        lacks(String.valueOf(lacks.getMessage()));
    }

    public boolean allHold() {
        return misses.isEmpty();
    }

    /** Takes a comparison down as held or not. */
    public void judged(Expectations.Judgement judgement, String what, String found, Expectation expectation) {
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
    public Done done(Redactor redactor) {
        if (!misses.isEmpty()) {
            throw new WorkFailed(failure(redactor));
        }
        return new Done(null, evidence(redactor));
    }

    /** All of it, cut where it would not fit into a message. */
    private List<Evidence> evidence(Redactor redactor) {
        List<Evidence> evidence = new ArrayList<>();
        int left = LONGEST_EVIDENCE;
        List<Evidence> all = new ArrayList<>(held);
        all.addAll(shown);
        for (Evidence seen : all) {
            String label = cut(redactor.redact(seen.label()), LONGEST_VALUE);
            String value = cut(redactor.redact(seen.value()), Math.min(LONGEST_VALUE, left));
            left -= label.length() + value.length();
            if (left <= 0) {
                evidence.add(
                        new Evidence("not shown", (all.size() - evidence.size()) + " more, which do not fit in here"));
                break;
            }
            evidence.add(new Evidence(label, value));
        }
        return evidence;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, Math.max(0, longest)) + " … (cut)";
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
        return new Failure(code, redactor.redact(message.toString()), redactor.redact(next(code)), excerpt(redactor));
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

    private String next(FailureCode code) {
        List<String> known = misses.stream()
                .map(Miss::next)
                .filter(next -> !next.isEmpty())
                .distinct()
                .limit(MOST_SHOWN)
                .toList();
        boolean ofAll = misses.stream().noneMatch(miss -> miss.next().isEmpty());
        return ofAll
                ? String.join(" ", known)
                : String.join(
                        " ",
                        Stream.concat(known.stream(), Stream.of(general(code))).toList());
    }

    private static String general(FailureCode code) {
        if (code == FailureCode.ENVIRONMENT_LACKS) {
            return "Add what is missing to the environment file, or correct the name in the plan, then retry.";
        }
        return code.blame() == FailureCode.Blame.USER
                ? "Look at what was found: mend the system, or the expectation where it is wrong, then retry."
                : "Retry in a moment; where it stays so, look at the system that did not answer.";
    }

    private @Nullable String excerpt(Redactor redactor) {
        StringBuilder text = new StringBuilder();
        shown.forEach(seen ->
                text.append(seen.label()).append(":\n").append(seen.value()).append("\n"));
        if (!held.isEmpty()) {
            text.append("What held:");
            held.stream()
                    .limit(MOST_SHOWN)
                    .forEach(seen ->
                            text.append("\n").append(seen.label()).append(": ").append(seen.value()));
        }
        return text.isEmpty() ? null : cut(redactor.redact(text.toString().stripTrailing()), LONGEST_EXCERPT);
    }
}
