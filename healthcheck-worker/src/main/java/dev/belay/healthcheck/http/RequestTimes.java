package dev.belay.healthcheck.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How the newest requests of a watch went; one that was not answered as expected counts as slower than all others. */
public final class RequestTimes {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LEAST = 20;
    private static final int MOST = 200;
    private static final long FAILED = -1;

    private final int kept;
    private final List<Long> milliseconds;

    /** Keeps the requests of five minutes, in bounds: too few tell nothing, too many travel badly. */
    public RequestTimes(int requestsPerLook, Duration every, Collection<Long> handedOn) {
        long ofWindow = WINDOW.toMillis() / Math.max(every.toMillis(), 1) * requestsPerLook;
        this.kept = (int) Math.min(Math.max(ofWindow, LEAST), MOST);
        this.milliseconds = new ArrayList<>(handedOn);
    }

    public void add(Duration took, boolean asExpected) {
        milliseconds.add(asExpected ? took.toMillis() : FAILED);
        if (milliseconds.size() > kept) {
            milliseconds.remove(0);
        }
    }

    /** In seconds. */
    public double p95() {
        return Percentile.of(
                        95,
                        milliseconds.stream()
                                .map(time -> (double) (time == FAILED ? HttpRequests.TIMEOUT.toMillis() : time))
                                .sorted()
                                .toList())
                / 1000;
    }

    public double errors() {
        return milliseconds.stream().filter(time -> time == FAILED).count() / (double) milliseconds.size();
    }

    public List<Long> newest() {
        return List.copyOf(milliseconds);
    }
}
