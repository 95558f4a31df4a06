package dev.belay.orchestrator.workflow.rollback;

import dev.belay.contracts.message.Result;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Output.SessionMark;
import java.util.Optional;

/** Whether nobody but Belay has connected to the database between a backup and a forecast of its restore. */
final class RestoreProof {
    private RestoreProof() {}

    /**
     * Holds only where everything is known.
     *
     * @param ownSessions those that Belay opened from the backup on, without the forecast's own
     */
    static boolean holds(Output.BackupTaken backup, Result forecast, Optional<Integer> ownSessions) {
        SessionMark then = backup.sessions();
        SessionMark now = forecast.output() instanceof Output.RestoreForecast known ? known.now() : null;
        return then != null
                && now != null
                && then.since().equals(now.since())
                && then.untagged() == 0
                && now.untagged() == 0
                && ownSessions.isPresent()
                && now.established() - then.established() == ownSessions.get();
    }
}
