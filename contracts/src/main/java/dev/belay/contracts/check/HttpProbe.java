package dev.belay.contracts.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and what its answer must be.
 *
 * @param via the name of one of the environment's HTTP addresses
 * @param path begins with a slash; <code>{name}</code> is filled from {@code with}
 * @param with a query per placeholder, run as the environment's read-only role
 * @param status the statuses that are as expected; empty means any of 200 to 299
 * @param faster the answer must be complete in less, absent where time does not matter
 * @param fasterBy by how many percent it must be faster than before the first change, absent where that does not matter
 */
public record HttpProbe(
        Method method,
        String via,
        String path,
        Map<String, String> with,
        List<Integer> status,
        List<JsonExpectation> json,
        @Nullable Duration faster,
        @Nullable Integer fasterBy) {
    public HttpProbe {
        with = Map.copyOf(with);
        status = List.copyOf(status);
        json = List.copyOf(json);
    }

    /** One that compares with nothing. */
    public HttpProbe(
            Method method,
            String via,
            String path,
            Map<String, String> with,
            List<Integer> status,
            List<JsonExpectation> json,
            @Nullable Duration faster) {
        this(method, via, path, with, status, json, faster, null);
    }

    /** Whether such a status is as expected. */
    public boolean expects(int answered) {
        return status.isEmpty() ? answered >= 200 && answered <= 299 : status.contains(answered);
    }

    /** Methods that change nothing. */
    public enum Method {
        GET,
        HEAD;

        @JsonValue
        public String label() {
            return name();
        }
    }
}
