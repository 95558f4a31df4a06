package dev.belay.worker.environment.interpolation;

import dev.belay.documents.Finding;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes passwords and headers that were written out in an environment file out of the complaints about it. */
public final class FindingsMask {
    private static final String MASK = "***";

    /** A shorter text may be an ordinary word in complaints about other places. */
    private static final int SHORTEST = 4;

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)(passw|pwd|token|secret|api-?key|auth)\\S*\\s*[:= ]\\s*\\S|://[^/\\s]*@");

    private final List<Masked> masked = new ArrayList<>();

    /** A text that is masked in complaints about its own place, and perhaps in all others. */
    private record Masked(String text, String path, boolean everywhere) {}

    private FindingsMask() {}

    public static List<Finding> mask(Optional<Node> root, List<Finding> findings) {
        FindingsMask mask = new FindingsMask();
        root.ifPresent(node -> mask.collect(node, false));
        mask.masked.sort(
                Comparator.comparingInt((Masked one) -> one.text().length()).reversed());
        return findings.stream().map(mask::masked).toList();
    }

    private void collect(Node node, boolean sensitive) {
        if (node instanceof Node.Text text) {
            collect(text, sensitive);
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, sensitive));
        } else if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (sensitive && !node.path().endsWith("headers")) {
                    add(key, mapping.path());
                }
                collect(entry.value(), sensitive || isSensitive(key));
            });
        }
    }

    private void collect(Node.Text text, boolean sensitive) {
        Template template = Template.parse(text.text());
        if (template.isOnePlaceholder()
                || !sensitive && !CREDENTIALS.matcher(text.text()).find()) {
            return;
        }
        add(text.text(), text.path());
        Stream.concat(
                        template.parts().stream().flatMap(FindingsMask::written),
                        Arrays.stream(text.text().split("\\s+")).filter(word -> !word.contains("${")))
                .filter(part -> !part.isBlank())
                .forEach(part -> masked.add(new Masked(part, text.path(), false)));
    }

    private static Stream<String> written(Template.Part part) {
        if (part instanceof Template.Literal literal) {
            return Stream.of(literal.text().strip());
        }
        return part instanceof Template.Placeholder placeholder && !placeholder.isReference()
                ? Stream.of(placeholder.name())
                : Stream.empty();
    }

    private void add(String text, String path) {
        if (!text.isBlank()) {
            masked.add(new Masked(text, path, text.length() >= SHORTEST));
        }
    }

    private static boolean isSensitive(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return Nearest.of(lower, List.of("password", "headers"))
                        .filter(near -> near.charAt(0) == lower.charAt(0))
                        .isPresent()
                || lower.startsWith("pass");
    }

    private Finding masked(Finding finding) {
        return new Finding(
                finding.code(),
                masked(finding.message(), finding),
                finding.file(),
                finding.line(),
                finding.column(),
                finding.path(),
                masked(finding.found(), finding),
                finding.expected(),
                masked(finding.suggestion(), finding));
    }

    private String masked(String text, Finding finding) {
        String clean = finding.code().equals("anchor") || finding.code().equals("broken-yaml")
                ? text.replaceAll("&[^\"\\s]+", "&" + MASK)
                        .replaceAll("(undefined (?:alias|tag handle)) [^\\s.]+", "$1")
                : text;
        for (Masked one : masked) {
            if (one.everywhere() || finding.path().startsWith(one.path())) {
                clean = clean.replace(one.text(), MASK);
            }
        }
        return clean;
    }
}
