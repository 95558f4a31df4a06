package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.view.DeploymentHistory;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row for each time that a step has ended: how, and how long it took. */
@Repository
public class StepEnds {
    private static final Set<StepStatus> ENDS = EnumSet.of(
            StepStatus.SUCCEEDED,
            StepStatus.FAILED,
            StepStatus.UNKNOWN,
            StepStatus.CANCELLED,
            StepStatus.UNDONE,
            StepStatus.UNDO_FAILED);

    private final JdbcClient database;

    StepEnds(JdbcClient database) {
        this.database = database;
    }

    /** The words for the ways in which a step ends. */
    public static List<String> outcomes() {
        return ENDS.stream().map(StepEnds::label).toList();
    }

    /** Writes what the event ends; a step that never ran has no duration and leaves no row. */
    void write(DeploymentEvent event, DeploymentHistory history) {
        if (event.body() instanceof EventBody.StepChanged changed && ENDS.contains(changed.status())) {
            history.step(changed.step())
                    .ifPresent(step -> step.duration()
                            .ifPresent(duration -> database.sql("""
                    insert into belay.step_end (deployment_id, seq, kind, outcome, seconds)
                    values (:id, :seq, :kind, :outcome, :seconds)
                    """)
                                    .param("id", event.deployment().text())
                                    .param("seq", event.seq())
                                    .param("kind", step.outline().kind().label())
                                    .param("outcome", label(changed.status()))
                                    .param("seconds", duration.toMillis() / 1000.0)
                                    .update()));
        }
    }

    private static String label(StepStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
