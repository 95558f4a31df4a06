package dev.belay.cli.rendering;

/** A terminal that understands cursor movements. */
public interface Screen extends AutoCloseable {
    int columns();

    int rows();

    void print(String text);

    /** Lets go of the terminal, which is then as it was. */
    @Override
    void close();
}
