package dev.belay.stack.example;

import dev.belay.examples.production.Example;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Visitor.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody was answered who asked the site all the time. */
record Visits(Example.Visit asked, List<Visit> all) {

    /** A site that was down before and is taken back to that; in between it may have been up. */
    void judgeDownAsBefore(Findings findings) {
        boolean down = !all.isEmpty() && !good(all.get(all.size() - 1));
        findings.judge(
                down,
                "A visitor who asked %s %d times got %s; in the end %s, as before"
                        .formatted(asked.path(), all.size(), statuses(all), last()),
                "A visitor who asked %s %d times got %s in the end, and the site was down before"
                        .formatted(asked.path(), all.size(), last()));
    }

    /**
     * A site that was up stays so; one that was down is well from the moment on at which it comes back. Who got the
     * first good answer after an outage had been waiting in it.
     */
    void judge(Findings findings) {
        List<Visit> later = all.stream().dropWhile(visit -> !good(visit)).toList();
        List<Visit> outage = all.subList(0, all.size() - later.size());
        if (later.isEmpty()) {
            findings.judge(
                    false,
                    "",
                    "A visitor who asked %s %d times was never answered well, but %s"
                            .formatted(asked.path(), all.size(), statuses(all)));
            return;
        }
        List<Visit> broken = later.stream().filter(visit -> !good(visit)).toList();
        findings.judge(
                broken.isEmpty(),
                "A visitor who asked %s %d times all the while got %s each time%s; the longest waited %s"
                        .formatted(
                                asked.path(),
                                all.size(),
                                statuses(later),
                                before(outage),
                                longest(outage.isEmpty() ? later : later.subList(1, later.size()))),
                "A visitor who asked %s %d times all the while got %s %d times after the site had answered, first at %s"
                        .formatted(
                                asked.path(),
                                all.size(),
                                statuses(broken),
                                broken.size(),
                                broken.isEmpty() ? Instant.EPOCH : broken.get(0).asked()));
    }

    private String last() {
        return all.isEmpty() ? "nothing" : statuses(all.subList(all.size() - 1, all.size()));
    }

    private boolean good(Visit visit) {
        return asked.statuses().contains(visit.status());
    }

    private static String before(List<Visit> outage) {
        return outage.isEmpty()
                ? ""
                : " from the moment on at which the site was back, and %s until then".formatted(statuses(outage));
    }

    private static String statuses(List<Visit> visits) {
        return visits.stream()
                .map(visit -> visit.status() == Visit.NOBODY ? "no answer" : String.valueOf(visit.status()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String longest(List<Visit> visits) {
        Duration longest =
                visits.stream().map(Visit::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        return longest.toMillis() < 1000
                ? longest.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", longest.toMillis() / 1000.0);
    }
}
