package dev.belay.healthcheck.query;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Refuses SQL of several statements, with the driver's own reading of quotes and comments. */
public final class SingleStatement {
    private SingleStatement() {}

    public static void require(String sql) throws SQLException {
        List<NativeQuery> statements = Parser.parseJdbcSql(sql, true, false, true, false, false);
        if (statements.size() != 1 || statements.get(0).nativeSql.isBlank()) {
            throw new UnexpectedAnswer("it holds " + (statements.size() > 1 ? statements.size() : "no")
                    + " statements; exactly one was expected");
        }
    }
}
