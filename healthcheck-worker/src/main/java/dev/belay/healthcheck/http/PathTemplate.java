package dev.belay.healthcheck.http;

import dev.belay.healthcheck.database.RowsJudge;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path whose placeholders are filled from the database, each value encoded so that it stays one part of the path. */
final class PathTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]*)}");

    private final String path;
    private final Map<String, String> queries;

    PathTemplate(String path, Map<String, String> queries) {
        this.path = path;
        this.queries = queries;
    }

    /** @throws UnexpectedAnswer where a placeholder has no query, or its query does not answer with one value */
    String fill(ReadOnlyDatabase database) throws SQLException {
        Matcher matcher = PLACEHOLDER.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encoded(value(matcher.group(1), database))));
        }
        return matcher.appendTail(filled).toString();
    }

    private String value(String name, ReadOnlyDatabase database) throws SQLException {
        String sql = queries.get(name);
        if (sql == null) {
            throw new UnexpectedAnswer("\"{" + name + "}\" has no query in \"with\"");
        }
        try {
            return database.single(sql);
        } catch (UnexpectedAnswer unexpected) {
            throw new UnexpectedAnswer("\"{" + name + "}\" could not be filled from \"" + RowsJudge.shown(sql) + "\": "
                    + unexpected.getMessage());
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
