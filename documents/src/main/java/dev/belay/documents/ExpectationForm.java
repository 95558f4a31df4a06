package dev.belay.documents;

import static dev.belay.contracts.check.Expectation.Comparison.AT_LEAST;
import static dev.belay.contracts.check.Expectation.Comparison.AT_MOST;
import static dev.belay.contracts.check.Expectation.Comparison.EXACTLY;
import static dev.belay.contracts.check.Expectation.Comparison.MORE_THAN;
import static dev.belay.contracts.check.Expectation.Comparison.NONE;
import static dev.belay.contracts.check.Expectation.Comparison.UNDER;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What an expectation may say where it stands. */
public enum ExpectationForm {
    /** How many. */
    COUNT(
            EnumSet.allOf(Comparison.class),
            "\\d+",
            "how many, such as \"at least 1\", \"more than 0\", \"exactly 5\" or \"none\""),
    /** One number that a query answers. */
    NUMBER(
            EnumSet.allOf(Comparison.class),
            "-?\\d+(\\.\\d+)?",
            "a number, such as \"at least 1\", \"more than 0\", \"exactly 5\" or \"none\""),
    /** A place in a JSON document: a number compared, or any text exactly. */
    VALUE(
            EnumSet.allOf(Comparison.class),
            "-?\\d+(\\.\\d+)?",
            "a comparison such as \"at least 1\", or the value itself, \"exactly ...\" where it begins like a comparison"),
    /** A part of what there is at most, or how many. */
    SHARE(
            EnumSet.of(AT_LEAST, MORE_THAN, AT_MOST, UNDER),
            "\\d+(\\.\\d+)?%?",
            "a share or a number, such as \"under 80%\" or \"under 50\""),
    /** Free space. */
    SPACE(
            EnumSet.of(AT_LEAST, MORE_THAN),
            "\\d+(\\.\\d+)?(B|KB|MB|GB|TB|x database)",
            "free space, such as \"at least 10GB\" or \"at least 2x database\""),
    /** How much room something takes. */
    SIZE(
            EnumSet.of(AT_LEAST, MORE_THAN, AT_MOST, UNDER),
            "\\d+(\\.\\d+)?(B|KB|MB|GB|TB)",
            "a size, such as \"under 10GB\""),
    /** How far something is behind. */
    LAG(
            EnumSet.of(AT_MOST, UNDER),
            "\\d+(\\.\\d+)?(B|KB|MB|GB|TB)|(\\d+(ms|s|m|h|d))+",
            "a time or a size, such as \"under 10s\" or \"under 1GB\""),
    /** Nothing that has lasted longer. */
    AGE(EnumSet.of(NONE), "", "\"none over\" and a duration, such as \"none over 1m\"");

    private final Set<Comparison> comparisons;
    private final Pattern value;
    private final String expected;

    ExpectationForm(Set<Comparison> comparisons, String value, String expected) {
        this.comparisons = comparisons;
        this.value = Pattern.compile(value);
        this.expected = expected;
    }

    public String expected() {
        return expected;
    }

    /** The comparison that a value alone was probably meant with. */
    public String usual() {
        return switch (this) {
            case COUNT, NUMBER, VALUE -> EXACTLY.words();
            case SHARE, SIZE, LAG -> UNDER.words();
            case SPACE -> AT_LEAST.words();
            case AGE -> NONE.words() + " over";
        };
    }

    public boolean allows(Expectation expectation) {
        if (!comparisons.contains(expectation.comparison())) {
            return false;
        }
        return switch (expectation.comparison()) {
            case NONE ->
                this == AGE
                        ? Durations.parse(expectation.value()).isPresent()
                        : expectation.value().isEmpty();
            case EXACTLY -> this == VALUE || value.matcher(expectation.value()).matches();
            case AT_LEAST, MORE_THAN, AT_MOST, UNDER ->
                value.matcher(expectation.value()).matches();
        };
    }
}
