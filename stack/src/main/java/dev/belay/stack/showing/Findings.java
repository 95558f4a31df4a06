package dev.belay.stack.showing;

import java.util.ArrayList;
import java.util.List;

/** What a comparison has found: one sentence for each thing that was looked at. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /** Whether a thing is as it should be. */
    public record Finding(boolean good, String text) {}

    /** One sentence or the other; what is wrong is told in full. */
    public void judge(boolean good, String sentence, String otherwise) {
        all.add(new Finding(good, good ? sentence : otherwise));
    }

    public void judge(List<String> wrong, String sentence) {
        if (wrong.isEmpty()) {
            all.add(new Finding(true, sentence));
        }
        wrong.forEach(text -> all.add(new Finding(false, text)));
    }

    public boolean good() {
        return all.stream().allMatch(Finding::good);
    }

    public int count() {
        return all.size();
    }

    public long wrong() {
        return all.stream().filter(finding -> !finding.good()).count();
    }

    public void print(Page page) {
        for (Finding finding : all) {
            if (finding.good()) {
                page.good(finding.text());
            } else {
                page.bad(finding.text());
            }
        }
    }
}
