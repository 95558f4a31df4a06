package dev.belay.contracts.watch;

/** In what the numbers of a series are shown; they are kept as plain numbers, shares and seconds. */
public enum SeriesUnit {
    NUMBER,
    PERCENT,
    SECONDS
}
