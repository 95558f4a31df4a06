package dev.belay.migration.online;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.column.AddColumn;
import dev.belay.migration.online.column.DropColumn;
import dev.belay.migration.online.index.CreateIndex;
import dev.belay.migration.online.index.DropIndex;
import dev.belay.migration.online.index.Reindex;
import dev.belay.migration.online.operation.AddConstraint;
import dev.belay.migration.online.operation.Analyze;
import dev.belay.migration.online.operation.Operation;
import dev.belay.migration.online.operation.RunSql;
import java.util.ArrayList;
import java.util.List;

/** Binds what a plan asks for to what carries it out. */
public final class Operations {
    private Operations() {}

    public static List<Operation> of(List<OnlineOperation> definitions) {
        List<Operation> operations = new ArrayList<>();
        for (OnlineOperation definition : definitions) {
            operations.add(of(operations.size(), definition));
        }
        return operations;
    }

    private static Operation of(int number, OnlineOperation definition) {
        if (definition instanceof OnlineOperation.AddColumn column) {
            return new AddColumn(number, column);
        }
        if (definition instanceof OnlineOperation.CreateIndex index) {
            return new CreateIndex(number, index);
        }
        if (definition instanceof OnlineOperation.DropIndex index) {
            return new DropIndex(number, index);
        }
        if (definition instanceof OnlineOperation.Reindex index) {
            return new Reindex(number, index);
        }
        if (definition instanceof OnlineOperation.Analyze analyze) {
            return new Analyze(number, analyze);
        }
        if (definition instanceof OnlineOperation.AddForeignKey key) {
            return AddConstraint.foreignKey(number, key);
        }
        if (definition instanceof OnlineOperation.AddCheck check) {
            return AddConstraint.check(number, check);
        }
        if (definition instanceof OnlineOperation.DropColumn column) {
            return new DropColumn(number, column);
        }
        return new RunSql(number, (OnlineOperation.Sql) definition);
    }
}
