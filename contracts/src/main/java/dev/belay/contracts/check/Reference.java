package dev.belay.contracts.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What checks compare with: what queries answered and how long they took, before the first change or elsewhere. */
public record Reference(List<Answer> answers, List<QueryTime> times, List<RequestTime> requests) {
    public static final Reference NOTHING = new Reference(List.of(), List.of());

    public Reference {
        answers = List.copyOf(answers);
        times = List.copyOf(times);
        requests = requests == null ? List.of() : List.copyOf(requests);
    }

    /** Of the database alone. */
    public Reference(List<Answer> answers, List<QueryTime> times) {
        this(answers, times, List.of());
    }

    /** Where an answer comes from. */
    public enum Origin {
        /** The same database, before the first change of the deployment. */
        BEFORE,
        /** The database of which this one is a copy. */
        SOURCE
    }

    /**
     * The one value that a query answered.
     *
     * @param value absent where there was none
     * @param trouble why there was none; empty where there was one
     */
    public record Answer(
            String sql, Origin origin, @Nullable String value, String trouble) {}

    /**
     * How long a request took, until its answer was complete.
     *
     * @param path with its placeholders
     * @param took the median; absent where it was not answered as expected
     * @param trouble why there is no time; empty where there is one
     */
    public record RequestTime(
            HttpProbe.Method method,
            String via,
            String path,
            @Nullable Duration took,
            String trouble) {
        /** Whether it is the time of this request. */
        public boolean of(HttpProbe probe) {
            return method == probe.method() && via.equals(probe.via()) && path.equals(probe.path());
        }
    }

    /**
     * How long a query took.
     *
     * @param took the median; at least so long where there is trouble; absent where nothing is known
     * @param indexes that its plan used
     * @param plan how the server carried it out, for people; empty where it did not
     * @param trouble why it could not be measured; empty where it could
     */
    public record QueryTime(String sql, @Nullable Duration took, List<String> indexes, String plan, String trouble) {
        public QueryTime {
            indexes = List.copyOf(indexes);
        }
    }
}
