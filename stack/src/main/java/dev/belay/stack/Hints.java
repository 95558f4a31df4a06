package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.stack.running.Stack;
import dev.belay.stack.state.StackFile;
import java.nio.file.Path;

/** What to do with a stack that has just come up. */
record Hints(BelayCommand belay, Stack stack, StackFile file) {

    void afterUp(Path environments) {
        belay.print("");
        belay.print("  API            " + file.apiUrl() + "/api/v1, described at /v3/api-docs");
        belay.print("  environments   " + environments);
        belay.print("  plans          " + stack.state().plans());
        belay.print("  tokens         " + stack.state().tokens());
        if (!file.temporal().durable()) {
            belay.print("");
            belay.print("Temporal keeps its state in memory: deployments that run while it stops are lost.");
            belay.print("With the program \"temporal\" on the PATH they are kept.");
        }
        belay.print("");
        belay.print(
                "Next: ./belay environments, ./belay deploy PLAN --environment E --watch. End it with ./belay down");
    }
}
