package dev.belay.migration.online.column;

import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Triggers that give rows their value while the older ones are being filled, whatever code writes them; they come last
 * among the table's triggers, run with the rights of the migration, and are gone with the end of the filling.
 */
final class FillTriggers {
    private final Table table;
    private final String column;
    private final String function;
    private final String onInsert;
    private final String onUpdate;

    FillTriggers(Table table, String column, String mark) {
        this.table = table;
        this.column = Names.quoted(column);
        this.function = Names.quoted(table.schema()) + ".belay_fill_" + mark;
        this.onInsert = "zzz_belay_fill_" + mark + "_insert";
        this.onUpdate = "zzz_belay_fill_" + mark + "_update";
    }

    void create(Connection connection, ColumnValues values) throws SQLException {
        String value = String.valueOf(values.value());
        Site.execute(
                connection,
                "select set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),"
                        + " 'pg_temp'), true)");
        Site.execute(
                connection,
                "create function " + function + "() returns trigger language plpgsql security definer"
                        + " set search_path from current as $belay$"
                        + "\n#variable_conflict use_column"
                        + "\nbegin"
                        + "\n  if tg_op = 'INSERT' then"
                        + "\n    select " + value + " into new." + column + " from (select new.*) as " + alias() + ";"
                        + "\n  elsif old." + column + " is null or not (" + differsFromOld(values, value) + ") then"
                        + "\n    select " + value + " into new." + column + " from (select new.*) as " + alias() + ";"
                        + "\n  end if;"
                        + "\n  return new;"
                        + "\nend $belay$");
        Site.execute(
                connection,
                "create trigger " + onInsert + " before insert on " + table.name() + " for each row when (new." + column
                        + " is null) execute function " + function + "()");
        Site.execute(
                connection,
                "create trigger " + onUpdate + " before update on " + table.name() + " for each row when (not ("
                        + values.differs("new." + column, "old." + column) + ")) execute function " + function + "()");
    }

    private String differsFromOld(ColumnValues values, String value) {
        return values.differs(
                "old." + column,
                "(select cast(" + value + " as " + values.definition().type() + ") from (select old.*) as " + alias()
                        + ")");
    }

    private String alias() {
        return Names.quoted(table.relation());
    }

    void drop(Connection connection) throws SQLException {
        Site.execute(connection, "drop trigger if exists " + onInsert + " on " + table.name());
        Site.execute(connection, "drop trigger if exists " + onUpdate + " on " + table.name());
        Site.execute(connection, "drop function if exists " + function + "()");
    }
}
