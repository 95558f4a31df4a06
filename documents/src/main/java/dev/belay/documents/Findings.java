package dev.belay.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the complaints about a file, and about others that it uses. */
public final class Findings {
    private final String file;
    private final List<Finding> list;
    private final List<String> files;

    public Findings(String file) {
        this(file, new ArrayList<>(), new ArrayList<>());
    }

    private Findings(String file, List<Finding> list, List<String> files) {
        this.file = file;
        this.list = list;
        this.files = files;
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    /** The same collection, for complaints about another file. */
    public Findings in(String other) {
        return new Findings(other, list, files);
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

    /** All complaints, file by file as they were come upon, in the order of each. */
    public List<Finding> list() {
        return list.stream()
                .sorted(Comparator.comparingInt((Finding finding) -> files.indexOf(finding.file()))
                        .thenComparingInt(Finding::line)
                        .thenComparingInt(Finding::column))
                .toList();
    }
}
