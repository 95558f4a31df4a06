package dev.belay.migration.lint.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a statement names a column twice where it may name it once. */
final class NamedTwice {
    private static final Set<String> NO_COLUMN =
            Set.of("constraint", "primary", "foreign", "unique", "check", "exclude", "like");

    private NamedTwice() {}

    static boolean in(Words words) {
        if (words.take("create", "table") || words.take("create", "unlogged", "table")) {
            words.takeIfExists();
            words.takeName();
            return words.brackets().filter(columns -> twice(columns.parts())).isPresent();
        }
        if (words.take("insert", "into")) {
            words.takeName();
            return words.next("(")
                    && words.brackets()
                            .filter(columns -> twice(columns.parts()))
                            .isPresent();
        }
        return words.next("update")
                && words.skipTo("set")
                && twice(words.until("from", "where", "returning").parts());
    }

    private static boolean twice(List<Words> parts) {
        Set<String> names = new HashSet<>();
        return parts.stream()
                .filter(part -> NO_COLUMN.stream().noneMatch(part::next))
                .flatMap(part -> part.takeName().stream())
                .anyMatch(name -> !names.add(name.name()));
    }
}
