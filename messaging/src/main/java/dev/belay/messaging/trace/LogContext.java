package dev.belay.messaging.trace;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What this thread's log lines carry beside their text, until it is closed: deployment, step and execution. */
public final class LogContext implements AutoCloseable {
    public static final String DEPLOYMENT = "deployment";
    public static final String STEP = "step";
    public static final String EXECUTION = "execution";

    private final Map<String, @Nullable String> before = new TreeMap<>();

    private LogContext() {}

    public static LogContext of(ExecutionId execution) {
        return of(execution.deployment(), execution.step()).put(EXECUTION, execution.text());
    }

    public static LogContext of(DeploymentId deployment, @Nullable StepId step) {
        LogContext context = of(deployment);
        return step == null ? context : context.put(STEP, step.text());
    }

    public static LogContext of(DeploymentId deployment) {
        return new LogContext().put(DEPLOYMENT, deployment.text());
    }

    private LogContext put(String key, String value) {
        before.put(key, MDC.get(key));
        MDC.put(key, value);
        return this;
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
    }
}
