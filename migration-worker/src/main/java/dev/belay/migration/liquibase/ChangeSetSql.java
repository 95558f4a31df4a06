package dev.belay.migration.liquibase;

import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.sql.SqlStatements;
import java.util.stream.Collectors;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/** The SQL of a change set, as Liquibase would run it; what people allow stands in its comment. */
final class ChangeSetSql {
    private ChangeSetSql() {}

    static LintedMigration of(ChangeSet changeSet, Database database) {
        StringBuilder sql = new StringBuilder();
        int unseen = 0;
        for (Change change : changeSet.getChanges()) {
            if (change.generateStatementsVolatile(database)) {
                unseen++;
                continue;
            }
            for (SqlStatement statement : change.generateStatements(database)) {
                for (Sql each : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
                    sql.append(each.toSql()).append(";\n");
                }
            }
        }
        String comments = changeSet.getComments();
        return new LintedMigration(
                Changelog.name(changeSet),
                comments == null
                        ? ""
                        : comments.lines().map(line -> "-- " + line).collect(Collectors.joining("\n")),
                SqlStatements.of(sql.toString()),
                changeSet.isRunInTransaction(),
                LintedMigration.Origin.TOOL,
                unseen == 0 ? "" : unseen + " changes are no SQL, so nobody has looked at them");
    }
}
