package dev.belay.orchestrator.deployment.report;

import java.util.List;

/** A part of a document, as plain text that knows nothing of any markup. */
sealed interface Block {
    /** What follows until the next heading belongs under it. */
    record Heading(String text) implements Block {}

    /** Running text. */
    record Paragraph(String text) implements Block {}

    /** Things one below the other. */
    record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** Output of a program, to be shown as it is. */
    record Excerpt(String text) implements Block {}

    /** Rows of as many cells as there are columns. */
    record Table(List<String> columns, List<List<String>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
