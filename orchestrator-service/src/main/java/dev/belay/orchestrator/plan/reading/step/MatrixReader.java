package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.documents.Durations;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.step.MatrixRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the decision matrix of a watch; where no rule is about missing data, one is added. */
final class MatrixReader {
    private static final Pattern COMPARED = Pattern.compile("(\\S+) (over|under) (\\S+)( before)?");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)(%|x)?");
    private static final String EXPECTED = "a condition such as \"errors over 5%\", \"errors over 1.2x before\","
            + " \"probe.p95 over 1s\", \"no data\" or \"no traffic\"";
    private static final double LONGEST_REQUEST = 30;
    private static final MatrixRule WITHOUT_DATA = new MatrixRule(
            new WatchRule("no data", WatchRule.Sort.NO_DATA, null, null, Duration.ofMinutes(10), null),
            MatrixRule.Action.ASK);

    private final Section watch;
    private final Set<String> series;

    MatrixReader(Section watch, Set<String> series) {
        this.watch = watch;
        this.series = series;
    }

    List<MatrixRule> read() {
        List<MatrixRule> rules = new ArrayList<>();
        for (Section item : watch.items("matrix")) {
            rule(item).ifPresent(rules::add);
            item.finish(Part.RULE);
        }
        if (rules.stream().noneMatch(rule -> rule.rule().sort() == WatchRule.Sort.NO_DATA)) {
            rules.add(WITHOUT_DATA);
        }
        return rules;
    }

    private Optional<MatrixRule> rule(Section item) {
        String when = item.fields().requireText("when", EXPECTED).replaceAll("\\s+", " ");
        if (!item.fields().has("for")) {
            item.fields().missing("for", "how long it must hold, such as 1m");
        }
        Duration lasting = item.duration("for").orElse(Duration.ofMinutes(1));
        Long requests = requests(item);
        if (!item.fields().has("do")) {
            item.fields().missing("do", "one of rollback, ask, note");
        }
        MatrixRule.Action action = item.fields()
                .oneOf("do", List.of("rollback", "ask", "note"))
                .map(text -> MatrixRule.Action.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(MatrixRule.Action.NOTE);
        return condition(item, when, lasting, requests).map(rule -> new MatrixRule(rule, action));
    }

    private @Nullable Long requests(Section item) {
        Optional<Expectation> least = item.expectation("requests", ExpectationForm.COUNT);
        if (least.isEmpty()) {
            return null;
        }
        if (least.get().comparison() != Expectation.Comparison.AT_LEAST) {
            item.fields()
                    .find("requests")
                    .ifPresent(value -> item.fields()
                            .illFormed(value, "requests", "\"at least\" and a number, such as \"at least 50\""));
        }
        known(item, "requests", WatchRule.REQUESTS);
        return Long.valueOf("0" + least.get().value());
    }

    private Optional<WatchRule> condition(Section item, String when, Duration lasting, @Nullable Long requests) {
        if (when.isEmpty()) {
            return Optional.empty();
        }
        if (when.equals("no data")) {
            return Optional.of(new WatchRule(when, WatchRule.Sort.NO_DATA, null, null, lasting, requests));
        }
        if (when.equals("no traffic")) {
            known(item, "when", WatchRule.REQUESTS);
            return Optional.of(new WatchRule(when, WatchRule.Sort.NO_TRAFFIC, null, null, lasting, requests));
        }
        Matcher compared = COMPARED.matcher(when);
        Optional<WatchRule.Bound> bound =
                compared.matches() ? bound(compared.group(3), compared.group(4) != null) : Optional.empty();
        if (bound.isEmpty()) {
            item.fields().find("when").ifPresent(value -> item.fields().illFormed(value, "when", EXPECTED));
            return Optional.empty();
        }
        String name = compared.group(1);
        known(item, "when", name);
        if (name.equals(WatchSeries.PROBE_P95)
                && !bound.get().timesBefore()
                && bound.get().amount() >= LONGEST_REQUEST) {
            item.fields()
                    .find("when")
                    .ifPresent(value -> item.fields()
                            .illFormed(value, "when", "a time under 30s, after which a request counts as failed"));
        }
        WatchRule.Sort sort = compared.group(2).equals("over") ? WatchRule.Sort.OVER : WatchRule.Sort.UNDER;
        return Optional.of(new WatchRule(when, sort, name, bound.get(), lasting, requests));
    }

    private static Optional<WatchRule.Bound> bound(String amount, boolean before) {
        Matcher number = NUMBER.matcher(amount);
        boolean times = amount.endsWith("x");
        if (times != before) {
            return Optional.empty();
        }
        if (number.matches()) {
            double value = Double.parseDouble(number.group(1));
            return Optional.of(
                    amount.endsWith("%")
                            ? new WatchRule.Bound(value / 100, SeriesUnit.PERCENT, false)
                            : new WatchRule.Bound(value, SeriesUnit.NUMBER, times));
        }
        return Durations.parse(amount)
                .map(time -> new WatchRule.Bound(time.toMillis() / 1000.0, SeriesUnit.SECONDS, false));
    }

    private void known(Section item, String key, String name) {
        if (series.contains(name)) {
            return;
        }
        Node at = item.fields().find(key).orElse(item.fields().node());
        item.report(
                at,
                "unknown-series",
                item.thing(key) + " is about \"" + name + "\", which the watch does not measure; expected "
                        + (series.isEmpty()
                                ? "something that it measures."
                                : "one of " + String.join(", ", series) + "."),
                name,
                String.join(", ", series),
                Section.didYouMean(name, List.copyOf(series)));
    }
}
