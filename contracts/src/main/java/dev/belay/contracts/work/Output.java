package dev.belay.contracts.work;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.Release;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a later step, an undo or a decision needs to know of a finished execution. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Output.CurrentRelease.class, name = "current-release"),
    @JsonSubTypes.Type(value = Output.BackupTaken.class, name = "backup-taken"),
    @JsonSubTypes.Type(value = Output.RestoreForecast.class, name = "restore-forecast"),
    @JsonSubTypes.Type(value = Output.DatabaseRestored.class, name = "database-restored"),
    @JsonSubTypes.Type(value = Output.MigrationState.class, name = "migration-state"),
    @JsonSubTypes.Type(value = Output.OnlineState.class, name = "online-state"),
    @JsonSubTypes.Type(value = Output.UndoForecast.class, name = "undo-forecast"),
    @JsonSubTypes.Type(value = Output.Baseline.class, name = "baseline"),
    @JsonSubTypes.Type(value = Output.Watched.class, name = "watched"),
    @JsonSubTypes.Type(value = Output.CopyMade.class, name = "copy-made"),
    @JsonSubTypes.Type(value = Output.Rehearsed.class, name = "rehearsed"),
    @JsonSubTypes.Type(value = Output.Quiesced.class, name = "quiesced"),
    @JsonSubTypes.Type(value = Output.Fenced.class, name = "fenced"),
})
public sealed interface Output {

    /** The version that is live, and where it lies. */
    record CurrentRelease(Release release) implements Output {}

    /**
     * A finished backup.
     *
     * @param file absolute, on the worker's host
     * @param sha256 of the file, in lower-case hexadecimal
     * @param bytes of the file
     * @param takenAt when the dump's snapshot was taken, by the database's clock
     * @param verified which verifications it has passed
     * @param sessions the database's session counters at the snapshot, absent where they could not be read
     */
    record BackupTaken(
            BackupId id,
            String file,
            String sha256,
            long bytes,
            Instant takenAt,
            List<BackupWork.Verification> verified,
            @Nullable SessionMark sessions)
            implements Output {
        public BackupTaken {
            verified = List.copyOf(verified);
        }
    }

    /**
     * The database's session counters at one moment.
     *
     * @param established sessions established since the statistics were reset
     * @param since identifies the statistics' life: server start and reset times
     * @param untagged sessions then open that were not Belay's own, those of replication and extensions included
     */
    record SessionMark(long established, String since, int untagged) {}

    /**
     * What a restore would lose.
     *
     * @param now the session counters now, absent where they could not be read
     * @param changes counted or estimated changes per table since the backup, for people
     */
    record RestoreForecast(@Nullable SessionMark now, List<Evidence> changes) implements Output {
        public RestoreForecast {
            changes = List.copyOf(changes);
        }
    }

    /** The name under which the replaced database is kept. */
    record DatabaseRestored(String replacedDatabase) implements Output {}

    /**
     * The migration tool's state.
     *
     * @param applied versions in the order in which they were applied
     * @param pending versions in the order in which they would be applied; empty where no release was given
     * @param fingerprint of the schema, without the tool's own history
     * @param planned those that would be applied up to the target that was asked about; absent where none was, or where
     *     it cannot be told
     */
    record MigrationState(
            List<String> applied,
            List<String> pending,
            String fingerprint,
            @Nullable List<PlannedMigration> planned) implements Output {
        public MigrationState {
            applied = List.copyOf(applied);
            pending = List.copyOf(pending);
            planned = planned == null ? null : List.copyOf(planned);
        }

        /** Where nobody has asked about a target. */
        public MigrationState(List<String> applied, List<String> pending, String fingerprint) {
            this(applied, pending, fingerprint, null);
        }
    }

    /**
     * What was there of each online operation, in their order.
     *
     * @param fingerprint of the schema, without what Belay keeps for itself
     */
    record OnlineState(List<OnlineFound> found, String fingerprint) implements Output {
        public OnlineState {
            found = List.copyOf(found);
        }
    }

    /**
     * What was there of one online operation.
     *
     * @param presence of what the operation makes or removes
     * @param statements SQL that would make it again, in this order; empty where nothing has to be
     */
    record OnlineFound(Presence presence, List<String> statements) {
        public OnlineFound {
            statements = List.copyOf(statements);
        }

        /** Whether a thing of the schema is there. */
        public enum Presence {
            PRESENT,
            ABSENT
        }
    }

    /**
     * What an undo would drop.
     *
     * @param dropped what was written since and would go, and what is not known, for people; empty where nothing would
     */
    record UndoForecast(List<Evidence> dropped) implements Output {
        public UndoForecast {
            dropped = List.copyOf(dropped);
        }
    }

    /** What was measured, and how far logs had been written, before the first change. */
    record Baseline(List<Measured> values, List<LogMark> logs, Reference reference) implements Output {
        public Baseline {
            values = List.copyOf(values);
            logs = List.copyOf(logs);
            reference = reference == null ? Reference.NOTHING : reference;
        }

        public Baseline(List<Measured> values, List<LogMark> logs) {
            this(values, logs, Reference.NOTHING);
        }
    }

    /**
     * One number that was measured.
     *
     * @param value absent where there was no data
     */
    record Measured(String series, @Nullable Double value) {}

    /**
     * What was seen in one part of a watch.
     *
     * @param firings the rules that have fired, in the order of the matrix
     */
    record Watched(
            Instant from,
            Instant until,
            List<SeriesRollUp> series,
            List<RuleRollUp> rules,
            List<RuleFiring> firings,
            WatchState state)
            implements Output {
        public Watched {
            series = List.copyOf(series);
            rules = List.copyOf(rules);
            firings = List.copyOf(firings);
        }
    }

    /**
     * A copy of the database, ready to be worked on.
     *
     * @param bytes how much was copied
     */
    record CopyMade(DatabaseCopy copy, Way way, long bytes) implements Output {
        /** The ways to copy a database that is in use. */
        public enum Way {
            /** The files of the whole server, by {@code pg_basebackup}. */
            FILES,
            /** The database alone, by {@code pg_dump} and {@code pg_restore}. */
            DUMP
        }
    }

    /**
     * A migration, or the way back from one, as it went on a copy.
     *
     * @param took from the beginning of the step to its end
     * @param lock the lock that was held longest; absent where none was seen
     * @param fingerprint of the schema afterwards; empty where it was not read
     */
    record Rehearsed(Duration took, @Nullable HeldLock lock, String fingerprint) implements Output {}

    /**
     * A lock that made others wait.
     *
     * @param table as people name it
     * @param mode as PostgreSQL names it
     * @param held for how long it was seen, at least
     */
    record HeldLock(String table, String mode, Duration held) {}

    /**
     * Proof that nothing of a deployment runs on a worker any more.
     *
     * @param fence what became of the claim; absent where there was none, or no session was ever opened from there
     */
    record Quiesced(
            int cancelled,
            int processGroupsKilled,
            int sessionsTerminated,
            @Nullable Fenced fence) implements Output {}

    /**
     * What became of a claim.
     *
     * @param database its name on its server
     * @param heldBy the token of who holds it instead, as the database keeps it; absent where nobody else does
     */
    record Fenced(
            Standing standing, String database, @Nullable String heldBy) implements Output {
        /** How the deployment stands to the database now. */
        public enum Standing {
            /** It holds it. */
            HELD,
            /** Another holds it. */
            HELD_BY_OTHER,
            /** It held it, and has given it back. */
            FREE,
            /** Its role has no right to set what the database keeps, so nobody is kept out. */
            NOT_FENCED
        }
    }
}
