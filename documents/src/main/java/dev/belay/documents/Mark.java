package dev.belay.documents;

/** A place in a file; both count from 1. */
public record Mark(int line, int column) {
    public static final Mark START = new Mark(1, 1);
}
