package dev.belay.cli.rendering;

/** A terminal that understands cursor movements. */
public interface Screen {
    int columns();

    int rows();

    void print(String text);
}
