package dev.belay.stack.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.examples.production.Example;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Visitor.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private final Findings findings = new Findings();

    @Test
    void anOutageMayEndButNotComeBack() {
        visits(502, 502, 401, 200, 401).judge(findings);

        assertThat(findings.good()).isTrue();
    }

    @Test
    void oneErrorAfterTheSiteIsBackIsWrong() {
        visits(502, 401, 502, 401).judge(findings);

        assertThat(findings.good()).isFalse();
    }

    @Test
    void nobodyAnsweringIsWrongToo() {
        visits(401, Visit.NOBODY, 401).judge(findings);

        assertThat(findings.good()).isFalse();
    }

    @Test
    void aSiteThatNeverAnswersIsWrong() {
        visits(502, 502).judge(findings);

        assertThat(findings.good()).isFalse();
    }

    @Test
    void whatWasDownBeforeMayBeUpInBetween() {
        visits(502, 401, 502).judgeDownAsBefore(findings);

        assertThat(findings.good()).isTrue();
    }

    private static Visits visits(int... statuses) {
        List<Visit> visits = new ArrayList<>();
        Instant at = Instant.parse("2026-07-01T09:00:00Z");
        for (int status : statuses) {
            visits.add(new Visit(at, at.plusMillis(20), status));
            at = at.plusMillis(200);
        }
        return new Visits(new Example.Visit("HEAD", "/me", List.of(200, 401)), visits);
    }
}
