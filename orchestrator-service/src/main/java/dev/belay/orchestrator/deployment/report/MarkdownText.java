package dev.belay.orchestrator.deployment.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes documents as Markdown in which nobody's text becomes markup. */
public final class MarkdownText {
    /** An underscore within a word and a brace are no markup. */
    private static final Pattern SPECIAL =
            Pattern.compile("([\\\\`*\\[\\]<>#|~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}]))");

    private MarkdownText() {}

    public static String of(ReportDocument document) {
        return "# " + inline(document.title()) + "\n\n"
                + document.blocks().stream().map(MarkdownText::block).collect(Collectors.joining("\n\n")) + "\n";
    }

    private static String block(Block block) {
        if (block instanceof Block.Heading heading) {
            return "## " + inline(heading.text());
        }
        if (block instanceof Block.Paragraph paragraph) {
            return inline(paragraph.text());
        }
        if (block instanceof Block.Bullets bullets) {
            return bullets.items().stream().map(item -> "- " + inline(item)).collect(Collectors.joining("\n"));
        }
        if (block instanceof Block.Table table) {
            return table(table);
        }
        return excerpt(((Block.Excerpt) block).text());
    }

    private static String table(Block.Table table) {
        String rule = table.columns().stream().map(column -> "---").collect(Collectors.joining(" | ", "| ", " |"));
        return row(table.columns()) + "\n" + rule + "\n"
                + table.rows().stream().map(MarkdownText::row).collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownText::inline).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** The fence is longer than any within the text, so that no content can end it. */
    private static String excerpt(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text.stripTrailing() + "\n" + fence;
    }

    private static String inline(String text) {
        return SPECIAL.matcher(text.strip().replaceAll("\\s*\\R\\s*", " ")).replaceAll("\\\\$1");
    }
}
