package dev.belay.orchestrator.deployment.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes documents as a plain HTML page in which nobody's text becomes markup. */
public final class HtmlText {
    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;"
            + "padding:0 1rem}table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.25rem .6rem;"
            + "text-align:left;vertical-align:top}pre{background:#f4f4f4;padding:.6rem;overflow:auto}";

    private HtmlText() {}

    public static String of(ReportDocument document) {
        String title = escaped(document.title());
        return "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + title
                + "</title><style>" + STYLE + "</style></head>\n<body>\n<h1>" + title + "</h1>\n"
                + document.blocks().stream().map(HtmlText::block).collect(Collectors.joining("\n"))
                + "\n</body>\n</html>\n";
    }

    private static String block(Block block) {
        if (block instanceof Block.Heading heading) {
            return "<h2>" + escaped(heading.text()) + "</h2>";
        }
        if (block instanceof Block.Paragraph paragraph) {
            return "<p>" + escaped(paragraph.text()) + "</p>";
        }
        if (block instanceof Block.Bullets bullets) {
            return bullets.items().stream()
                    .map(item -> "<li>" + escaped(item) + "</li>")
                    .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
        }
        if (block instanceof Block.Table table) {
            return table(table);
        }
        return "<pre>" + escaped(((Block.Excerpt) block).text()) + "</pre>";
    }

    private static String table(Block.Table table) {
        String head = table.columns().stream().allMatch(String::isEmpty) ? "" : row(table.columns(), "th") + "\n";
        return table.rows().stream()
                .map(cells -> row(cells, "td"))
                .collect(Collectors.joining("\n", "<table>\n" + head, "\n</table>"));
    }

    private static String row(List<String> cells, String tag) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
