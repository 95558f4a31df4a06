package dev.belay.healthcheck.http;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.JsonExpectation;
import dev.belay.documents.Durations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/** Judges one answer: its status first, then its time and what its JSON says. */
public final class AnswerJudge {
    private static final int LONGEST_EXCERPT = 200;

    private final String what;
    private final HttpProbe probe;
    private final Verdict verdict;

    public AnswerJudge(String what, HttpProbe probe, Verdict verdict) {
        this.what = what;
        this.probe = probe;
        this.verdict = verdict;
    }

    public void judge(HttpRequests.Answer answer) {
        if (!probe.expects(answer.status())) {
            report(answer);
            return;
        }
        String seen = "status " + answer.status() + " in " + Durations.format(answer.took());
        if (answer.body().cut()) {
            seen += ", body cut after "
                    + Quantity.bytes(HttpRequests.LARGEST_BODY).shown();
        }
        Duration faster = probe.faster();
        if (faster != null && answer.took().compareTo(faster) >= 0) {
            verdict.unseen(what + ": " + seen + ", expected in under " + Durations.format(faster) + ".");
        } else {
            verdict.holds(what, seen);
        }
        if (!probe.json().isEmpty()) {
            judgeJson(answer);
        }
    }

    private void report(HttpRequests.Answer answer) {
        String sentence = what + ": found status " + answer.status()
                + answer.location().map(to -> " (to " + to + ")").orElse("") + ", expected " + expectedStatus() + "."
                + excerpt(answer);
        if (answer.status() >= 500) {
            verdict.unseen(sentence);
        } else {
            verdict.differs(sentence);
        }
    }

    private void judgeJson(HttpRequests.Answer answer) {
        if (answer.body().cut()) {
            verdict.differs(what + ": its body is larger than "
                    + Quantity.bytes(HttpRequests.LARGEST_BODY).shown() + ", so its JSON cannot be judged.");
            return;
        }
        try {
            JsonDocument document = JsonDocument.parse(answer.body().bytes());
            for (JsonExpectation expected : probe.json()) {
                document.judge(what, expected, verdict);
            }
        } catch (JsonDocument.NotJson notJson) {
            verdict.differs(what + ": its body is no JSON (" + notJson.getMessage() + ")." + excerpt(answer));
        }
    }

    private String expectedStatus() {
        return probe.status().isEmpty()
                ? "200 to 299"
                : probe.status().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private static String excerpt(HttpRequests.Answer answer) {
        byte[] bytes = answer.body().bytes();
        String text = new String(bytes, 0, Math.min(bytes.length, LONGEST_EXCERPT * 4), StandardCharsets.UTF_8)
                .replaceAll("[\\s\\p{Cntrl}\uFFFD]+", " ")
                .strip();
        if (text.isEmpty()) {
            return "";
        }
        return " It said: " + (text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…");
    }
}
