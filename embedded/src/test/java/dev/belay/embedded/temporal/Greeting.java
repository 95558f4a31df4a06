package dev.belay.embedded.temporal;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A workflow that waits for a name, so that a test can restart the server meanwhile. */
@WorkflowInterface
public interface Greeting {

    @WorkflowMethod
    String greet();

    @SignalMethod
    void name(String name);

    /** Greets whoever is named first. */
    final class Waiting implements Greeting {
        private String name = "";

        @Override
        public String greet() {
            Workflow.await(() -> !name.isEmpty());
            return "Hello " + name;
        }

        @Override
        public void name(String given) {
            name = given;
        }
    }
}
