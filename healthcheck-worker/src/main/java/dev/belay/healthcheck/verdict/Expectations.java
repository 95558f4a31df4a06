package dev.belay.healthcheck.verdict;

import dev.belay.contracts.check.Expectation;
import java.util.Map;
import java.util.Optional;

/** Compares what was found with what is expected. */
public final class Expectations {
    private Expectations() {}

    /** What a comparison came to. */
    public enum Judgement {
        HOLDS,
        DIFFERS,
        /** The two are not of one kind, such as bytes and percent. */
        INCOMPARABLE
    }

    public static Judgement judge(Expectation expectation, Quantity found) {
        return judge(expectation, found, Map.of());
    }

    /** @param references what {@code 2x ...} can refer to */
    public static Judgement judge(Expectation expectation, Quantity found, Map<String, Quantity> references) {
        if (expectation.comparison() == Expectation.Comparison.NONE) {
            return judged(found.amount().signum() == 0);
        }
        Optional<Quantity> wanted = Quantity.parse(expectation.value().strip(), references);
        if (wanted.filter(known -> known.unit() == found.unit()).isEmpty()) {
            return Judgement.INCOMPARABLE;
        }
        int order = found.amount().compareTo(wanted.get().amount());
        return judged(
                switch (expectation.comparison()) {
                    case AT_LEAST -> order >= 0;
                    case MORE_THAN -> order > 0;
                    case AT_MOST -> order <= 0;
                    case UNDER -> order < 0;
                    case EXACTLY -> order == 0;
                    case NONE -> found.amount().signum() == 0;
                });
    }

    /** Text is equal or not; in order it can only be where it is a number. */
    public static Judgement judge(Expectation expectation, String found) {
        return switch (expectation.comparison()) {
            case EXACTLY -> judged(found.equals(expectation.value()));
            case NONE -> judged(found.isEmpty());
            case AT_LEAST, MORE_THAN, AT_MOST, UNDER ->
                Quantity.number(found.strip())
                        .map(number -> judge(expectation, number))
                        .orElse(Judgement.INCOMPARABLE);
        };
    }

    private static Judgement judged(boolean holds) {
        return holds ? Judgement.HOLDS : Judgement.DIFFERS;
    }
}
