package dev.belay.orchestrator.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An RFC 9457 problem detail.
 *
 * @param detail which thing, what was found, what was expected
 * @param code stable, for scripts
 * @param next what to do now
 * @param more further members, such as {@code findings}
 */
public record Problem(
        String type, String title, int status, String detail, String code, String next, Map<String, Object> more) {
    /** The media type of all problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Problem of(ProblemCode code, String detail, String next) {
        return of(code, code.label(), detail, next);
    }

    /** A problem whose own code is finer than the general one. */
    public static Problem of(ProblemCode general, String code, String detail, String next) {
        return new Problem(
                "urn:belay:problem:" + code, general.title(), general.status().value(), detail, code, next, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(more);
        extended.put(member, value);
        return new Problem(type, title, status, detail, code, next, extended);
    }

    @Override
    @JsonAnyGetter
    public Map<String, Object> more() {
        return more;
    }
}
