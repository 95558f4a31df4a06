package dev.belay.migration.online.operation;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers the statistics of a table; there is nothing to take back. */
public final class Analyze extends NumberedOperation<OnlineOperation.Analyze> {
    public Analyze(int number, OnlineOperation.Analyze definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        Table table = Tables.require(connection, describe(), definition.table());
        for (String column : definition.columns()) {
            if (!table.columns().containsKey(column) && !toCome.contains(column)) {
                throw Tables.refused(
                        describe(),
                        table.name() + " has no column " + column,
                        "a column of the table",
                        "Write the column as the catalogue has it.");
            }
        }
        return List.of();
    }

    @Override
    public OnlineFound found(Connection connection) {
        return new OnlineFound(OnlineFound.Presence.PRESENT, List.of());
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        judge(site.connection(), List.of());
        String columns = definition.columns().isEmpty()
                ? ""
                : " (" + definition.columns().stream().map(Names::quoted).collect(Collectors.joining(", ")) + ")";
        site.executePatiently("analyze " + Names.quotedTable(definition.table()) + columns);
        site.locks().run(describe(), List.of(), connection -> {
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        site.report().add(describe(), "done");
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return site.book().find(number).isEmpty();
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        site.book().remove(number);
    }
}
