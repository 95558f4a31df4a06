package dev.belay.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as it must be. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        row(headings);
    }

    public void row(String... cells) {
        rows.add(List.of(cells).stream().map(Words::clean).toList());
    }

    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(Words.padded(row.get(column), width(column))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> Words.width(row.get(column))).max().orElse(0);
    }
}
