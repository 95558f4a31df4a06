package dev.belay.contracts.work;

import dev.belay.contracts.outcome.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * Restores the backup beside the live database and swaps the two; answers with {@link Output.DatabaseRestored}.
 *
 * @param onlyAfterOwnSessions present where nobody has been asked: how many sessions Belay itself has opened on the
 *     database since the backup's session mark; with any other number of sessions the restore does not take place and
 *     fails with {@link FailureCode#RESTORE_NOT_PROVEN}. Absent where a person has decided
 */
public record RestoreWork(
        Output.BackupTaken backup, @Nullable Integer onlyAfterOwnSessions) implements Work {}
