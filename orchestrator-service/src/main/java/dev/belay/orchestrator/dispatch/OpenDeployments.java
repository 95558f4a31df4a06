package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.deployment.projection.Summaries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Tells a backup, as it is sent, which deployments are open: it lets older backups go, but none that those may need. */
public final class OpenDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDeployments.class);

    private final Summaries summaries;

    public OpenDeployments(Summaries summaries) {
        this.summaries = summaries;
    }

    /** Any other work, and one that cannot be told, as it is. */
    public Work toldTo(Work work, String environment) {
        if (!(work instanceof BackupWork backup)) {
            return work;
        }
        try {
            return backup.whileOpen(summaries.open(environment));
        } catch (DataAccessException unreadable) {
            LOG.warn(
                    "The backup of environment \"{}\" is not told which deployments are open, so that its worker judges by"
                            + " their age: {}",
                    environment,
                    unreadable.getMessage());
            return work;
        }
    }
}
