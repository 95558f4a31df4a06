package dev.belay.stack.demo;

import java.util.ArrayList;
import java.util.List;

/** What a comparison has found: one sentence for each thing that was looked at. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /** Whether a thing is as it should be. */
    record Finding(boolean good, String text) {}

    /** One sentence or the other; what is wrong is told in full. */
    void judge(boolean good, String sentence, String otherwise) {
        all.add(new Finding(good, good ? sentence : otherwise));
    }

    void judge(List<String> wrong, String sentence) {
        if (wrong.isEmpty()) {
            all.add(new Finding(true, sentence));
        }
        wrong.forEach(text -> all.add(new Finding(false, text)));
    }

    boolean good() {
        return all.stream().allMatch(Finding::good);
    }

    int count() {
        return all.size();
    }

    long wrong() {
        return all.stream().filter(finding -> !finding.good()).count();
    }

    void print(Page page) {
        for (Finding finding : all) {
            if (finding.good()) {
                page.good(finding.text());
            } else {
                page.bad(finding.text());
            }
        }
    }
}
