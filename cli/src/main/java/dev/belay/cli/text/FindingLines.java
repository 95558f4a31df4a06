package dev.belay.cli.text;

import dev.belay.documents.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding with the place in the plan, or in a file that it uses, that it means. */
public final class FindingLines {
    private final String file;
    private final Optional<List<String>> source;

    /** @param source the file's text where it is at hand, so that the line can be shown */
    public FindingLines(String file, Optional<String> source) {
        this.file = file;
        this.source = source.map(text -> text.lines().toList());
    }

    public List<String> of(Finding finding) {
        List<String> lines = new ArrayList<>();
        String suggestion = finding.suggestion().isBlank() ? "" : " " + finding.suggestion();
        String position = finding.line() > 0 ? ":" + finding.line() + ":" + Math.max(1, finding.column()) : "";
        lines.add(Words.clean(file + position + ": " + finding.message() + suggestion));
        source.filter(text -> finding.line() > 0 && finding.line() <= text.size())
                .map(text -> text.get(finding.line() - 1))
                .filter(text -> !text.isBlank())
                .ifPresent(text -> {
                    lines.add(String.format("%6d | %s", finding.line(), Words.clean(text)));
                    lines.add("       | " + " ".repeat(Math.max(0, finding.column() - 1)) + "^");
                });
        return lines;
    }
}
