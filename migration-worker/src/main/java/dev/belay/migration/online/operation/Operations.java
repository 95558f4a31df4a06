package dev.belay.migration.online.operation;

import dev.belay.contracts.OnlineOperation;
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
        return new CreateIndex(number, (OnlineOperation.CreateIndex) definition);
    }
}
