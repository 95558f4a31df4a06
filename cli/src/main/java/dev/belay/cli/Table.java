package dev.belay.cli;

import dev.belay.cli.text.Words;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as it must be. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        row(headings);
    }

    void row(String... cells) {
        rows.add(List.of(cells).stream().map(Words::clean).toList());
    }

    List<String> lines() {
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
