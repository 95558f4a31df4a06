package dev.belay.healthcheck.http;

import java.util.List;

/** The value below which so many of 100 lie, by the nearest rank. */
public final class Percentile {
    private Percentile() {}

    /** @param sorted at least one value, the least first */
    public static double of(int percent, List<Double> sorted) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
