package dev.belay.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the complaints about one file. */
public final class Findings {
    private final String file;
    private final List<Finding> list = new ArrayList<>();

    public Findings(String file) {
        this.file = file;
    }

    /** Reports a complaint about a place; {@code message} is one sentence that names thing, found and expected. */
    public void report(Node at, String code, String message, String found, String expected, String suggestion) {
        report(at.mark(), at.path(), code, message, found, expected, suggestion);
    }

    public void report(
            Mark mark, String path, String code, String message, String found, String expected, String suggestion) {
        list.add(new Finding(code, message, file, mark.line(), mark.column(), path, found, expected, suggestion));
    }

    public String file() {
        return file;
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** All complaints in the order of the file. */
    public List<Finding> list() {
        return list.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }
}
