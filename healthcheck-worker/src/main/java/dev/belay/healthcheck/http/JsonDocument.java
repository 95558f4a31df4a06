package dev.belay.healthcheck.http;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.JsonExpectation;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A JSON document and what is expected at places in it. */
final class JsonDocument {
    private static final int LONGEST_VALUE = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Object root;

    private JsonDocument(Object root) {
        this.root = root;
    }

    /** The body is no JSON document. */
    static final class NotJson extends Exception {
        NotJson(String message) {
            super(message);
        }
    }

    static JsonDocument parse(byte[] body) throws NotJson {
        if (body.length == 0) {
            throw new NotJson("it is empty");
        }
        try {
            Object root = MAPPER.readValue(body, Object.class);
            if (root == null) {
                throw new NotJson("it is null");
            }
            return new JsonDocument(root);
        } catch (JacksonException broken) {
            throw new NotJson(broken.getOriginalMessage());
        }
    }

    void judge(String request, JsonExpectation expected, Verdict verdict) {
        String what = request + " " + expected.path()
                + (expected.subject() == JsonExpectation.Subject.LENGTH ? " length" : "");
        try {
            JsonPath path = JsonPath.compile(expected.path());
            Object found = find(path);
            switch (expected.subject()) {
                case VALUE ->
                    judgeValue(what, path.isDefinite() ? found : single(found), expected.expectation(), verdict);
                case LENGTH -> judgeLength(what, found, expected.expectation(), verdict);
            }
        } catch (InvalidPathException unreadable) {
            verdict.differs(what + ": is no JSONPath (" + unreadable.getMessage() + ").");
        }
    }

    private @Nullable Object find(JsonPath path) {
        try {
            return path.read(root);
        } catch (PathNotFoundException nothingThere) {
            return null;
        }
    }

    /** Of a path that can match several places: the one match where it is one, nothing where there is none. */
    private static @Nullable Object single(@Nullable Object found) {
        if (found instanceof List<?> matches && matches.size() <= 1) {
            return matches.isEmpty() ? null : matches.get(0);
        }
        return found;
    }

    private static void judgeValue(String what, @Nullable Object found, Expectation expectation, Verdict verdict) {
        Expectations.Judgement judgement;
        if (found == null) {
            judgement = expectation.comparison() == Expectation.Comparison.NONE
                            || expectation.equals(new Expectation(Expectation.Comparison.EXACTLY, "null"))
                    ? Expectations.Judgement.HOLDS
                    : Expectations.Judgement.DIFFERS;
        } else if (found instanceof Number number) {
            judgement = Quantity.number(plain(number))
                    .map(quantity -> Expectations.judge(expectation, quantity))
                    .orElse(Expectations.Judgement.INCOMPARABLE);
        } else if (found instanceof Collection<?> || found instanceof Map<?, ?>) {
            judgement = expectation.comparison() == Expectation.Comparison.NONE
                    ? Expectations.judge(expectation, Quantity.number(length(found)))
                    : Expectations.Judgement.INCOMPARABLE;
        } else {
            judgement = Expectations.judge(expectation, found.toString());
        }
        verdict.judged(judgement, what, shown(found), expectation);
    }

    private static void judgeLength(String what, @Nullable Object found, Expectation expectation, Verdict verdict) {
        if (found instanceof Number || found instanceof Boolean) {
            verdict.differs(what + ": found " + shown(found) + ", which has no length; expected " + expectation + ".");
            return;
        }
        Quantity length = Quantity.number(found == null ? 0 : length(found));
        String shown = found == null ? "nothing there" : length.shown();
        verdict.judged(Expectations.judge(expectation, length), what, shown, expectation);
    }

    private static int length(Object found) {
        if (found instanceof Collection<?> list) {
            return list.size();
        }
        return found instanceof Map<?, ?> object
                ? object.size()
                : found.toString().length();
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    private static String shown(@Nullable Object found) {
        if (found == null) {
            return "nothing there";
        }
        String text = found instanceof String || found instanceof Number || found instanceof Boolean
                ? found.toString()
                : MAPPER.writeValueAsString(found);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
