package dev.belay.documents;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of expectations: a comparison in words or its symbol, then a value; {@code none}, alone or {@code over} a
 * bound; a value alone means exactly that.
 */
public final class Expectations {
    private static final Map<String, Comparison> SYMBOLS = Map.of(
            ">=", Comparison.AT_LEAST,
            ">", Comparison.MORE_THAN,
            "<=", Comparison.AT_MOST,
            "<", Comparison.UNDER,
            "=", Comparison.EXACTLY);
    private static final Map<String, Comparison> OTHER_WORDS = Map.ofEntries(
            Map.entry("no less than", Comparison.AT_LEAST),
            Map.entry("not less than", Comparison.AT_LEAST),
            Map.entry("minimum", Comparison.AT_LEAST),
            Map.entry("over", Comparison.MORE_THAN),
            Map.entry("above", Comparison.MORE_THAN),
            Map.entry("greater than", Comparison.MORE_THAN),
            Map.entry("no more than", Comparison.AT_MOST),
            Map.entry("not more than", Comparison.AT_MOST),
            Map.entry("up to", Comparison.AT_MOST),
            Map.entry("maximum", Comparison.AT_MOST),
            Map.entry("below", Comparison.UNDER),
            Map.entry("less than", Comparison.UNDER),
            Map.entry("fewer than", Comparison.UNDER),
            Map.entry("==", Comparison.EXACTLY),
            Map.entry("=>", Comparison.AT_LEAST),
            Map.entry("=<", Comparison.AT_MOST),
            Map.entry("equals", Comparison.EXACTLY),
            Map.entry("equal to", Comparison.EXACTLY));
    private static final Pattern COMPARED =
            Pattern.compile("(at least|more than|at most|under|exactly)\\s+(\\S.*)|(>=|>|<=|<|=)\\s*([^\\s<>=].*)");
    private static final Pattern BOUND = Pattern.compile("none\\s+over\\s+(\\S.*)");
    private static final Pattern LIKE_A_COMPARISON =
            Pattern.compile("([<>=!]+|[a-z]+(?: [a-z]+)*\\s)\\s*(-?\\d.*)", Pattern.CASE_INSENSITIVE);
    private static final List<String> WORDS =
            Arrays.stream(Comparison.values()).map(Comparison::words).toList();

    private Expectations() {}

    /** Reads an expectation; empty where the text says none that may stand in such a place. */
    public static Optional<Expectation> parse(String text, ExpectationForm form) {
        return compared(text.strip()).or(() -> bare(text.strip())).filter(form::allows);
    }

    /** What somebody who wrote the text probably meant. */
    public static Optional<String> mend(String text, ExpectationForm form) {
        Matcher like = LIKE_A_COMPARISON.matcher(text.strip());
        if (!like.matches()) {
            return Optional.of(form.usual() + " " + text.strip())
                    .filter(mended -> parse(mended, form).isPresent());
        }
        String words = like.group(1).strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(OTHER_WORDS.get(words))
                .map(Comparison::words)
                .or(() -> Nearest.of(words, WORDS))
                .map(near -> near + " " + like.group(2).strip())
                .filter(mended -> parse(mended, form).isPresent());
    }

    private static Optional<Expectation> compared(String text) {
        Matcher bound = BOUND.matcher(text);
        if (bound.matches()) {
            return Optional.of(new Expectation(Comparison.NONE, bound.group(1)));
        }
        if (text.equals(Comparison.NONE.words())) {
            return Optional.of(new Expectation(Comparison.NONE, ""));
        }
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            return Optional.empty();
        }
        return compared.group(1) != null
                ? Optional.of(new Expectation(comparison(compared.group(1)), compared.group(2)))
                : Optional.ofNullable(SYMBOLS.get(compared.group(3)))
                        .map(symbol -> new Expectation(symbol, compared.group(4)));
    }

    private static Optional<Expectation> bare(String text) {
        boolean mistaken = text.isEmpty()
                || WORDS.contains(text)
                || LIKE_A_COMPARISON.matcher(text).matches();
        return mistaken ? Optional.empty() : Optional.of(new Expectation(Comparison.EXACTLY, text));
    }

    private static Comparison comparison(String words) {
        return Arrays.stream(Comparison.values())
                .filter(comparison -> comparison.words().equals(words))
                .findFirst()
                .orElseThrow();
    }
}
