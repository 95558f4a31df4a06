package dev.belay.cli.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that can do what the live region uses, and shows what a person would see. */
final class FakeScreen implements Screen {
    private static final Pattern TOKEN = Pattern.compile("\u001b\\[(\\??[0-9;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private final int columns;
    private int row;
    private int prints;

    FakeScreen(int columns) {
        this.columns = columns;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return 50;
    }

    int prints() {
        return prints;
    }

    @Override
    public void print(String text) {
        prints++;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            obey(token);
        }
    }

    private void obey(Matcher token) {
        String found = token.group();
        if (token.group(2) != null) {
            control(token.group(1), token.group(2));
        } else if (found.equals("\n")) {
            row++;
            if (row == lines.size()) {
                lines.add(new StringBuilder());
            }
        } else if (!found.equals("\r")) {
            lines.set(row, new StringBuilder(found));
        }
    }

    private void control(String number, String command) {
        switch (command) {
            case "A" -> row -= Integer.parseInt(number);
            case "J" -> {
                while (lines.size() > row + 1) {
                    lines.remove(lines.size() - 1);
                }
                lines.set(row, new StringBuilder());
            }
            case "K" -> {
                // every line is written whole, so only an empty one needs erasing
            }
            default -> {
                // colours and the cursor's visibility
            }
        }
    }

    String text() {
        return String.join("\n", lines).stripTrailing();
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
