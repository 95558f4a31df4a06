package dev.belay.migration.alembic;

import dev.belay.migration.tool.SourceDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a revision's file tells without being run; it may lie on another host, and then tells nothing. */
final class RevisionFile {
    private static final Pattern OUTSIDE_OF_TRANSACTIONS =
            Pattern.compile("autocommit_block|AUTOCOMMIT|transactional_ddl|\\.commit\\(");
    private static final Pattern DOCUMENTATION = Pattern.compile("(?s)^\\s*[rRuU]?(\"\"\"|''').*?\\1");

    private final Optional<String> text;

    private RevisionFile(Optional<String> text) {
        this.text = text;
    }

    static RevisionFile of(Revision revision) {
        try {
            return new RevisionFile(Optional.of(Files.readString(revision.path(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return new RevisionFile(Optional.empty());
        }
    }

    /** Empty where the file cannot be read. */
    String digest() {
        return text.map(SourceDigest::of).orElse("");
    }

    /** Whether a failure may leave a part; a file that cannot be read may do anything. */
    boolean mayLeaveAPart() {
        return text.isEmpty() || runsOutsideOfTransactions();
    }

    boolean runsOutsideOfTransactions() {
        return text.filter(source -> OUTSIDE_OF_TRANSACTIONS.matcher(source).find())
                .isPresent();
    }

    /** Why the revision has no way back; empty where it has one, or nobody knows. */
    String irreversible() {
        if (text.isEmpty()) {
            return "";
        }
        Optional<List<String>> back = statements("downgrade");
        if (back.isEmpty()) {
            return "it has no downgrade";
        }
        if (back.get().stream().anyMatch(statement -> statement.startsWith("raise"))) {
            return "its downgrade raises an error";
        }
        boolean nothing = back.get().isEmpty();
        return nothing && !statements("upgrade").orElse(List.of()).isEmpty() ? "its downgrade does nothing" : "";
    }

    /** The first-level statements of a function, without documentation and {@code pass}. */
    private Optional<List<String>> statements(String function) {
        List<String> body = new ArrayList<>();
        boolean inside = false;
        for (String line : text.orElse("").lines().toList()) {
            if (line.startsWith("def " + function + "(")) {
                inside = true;
            } else if (inside && !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && !line.startsWith("#")) {
                break;
            } else if (inside) {
                body.add(line);
            }
        }
        if (!inside) {
            return Optional.empty();
        }
        String code = DOCUMENTATION.matcher(String.join("\n", body)).replaceFirst("");
        return Optional.of(code.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("pass") && !line.equals("..."))
                .toList());
    }
}
