package dev.belay.contracts.outcome;

/** Stable codes of failures; who is to blame decides whether another attempt makes sense. */
public enum FailureCode {
    COMMAND_UNREADABLE(Blame.INTERNAL),
    COMMAND_STALE(Blame.INTERNAL),
    COMMAND_NOT_SIGNED(Blame.INTERNAL),
    ENVIRONMENT_UNKNOWN(Blame.USER),
    ENVIRONMENT_INVALID(Blame.USER),
    ENVIRONMENT_LACKS(Blame.USER),
    ARGUMENT_REFUSED(Blame.USER),
    PROGRAM_MISSING(Blame.USER),
    PROGRAM_TOO_OLD(Blame.USER),
    DATABASE_UNREACHABLE(Blame.EXTERNAL),
    DATABASE_LOGIN_REFUSED(Blame.USER),
    DATABASE_RIGHT_MISSING(Blame.USER),
    DATABASE_ERROR(Blame.EXTERNAL),
    /** Another deployment holds the target database. */
    DATABASE_HELD(Blame.EXTERNAL),
    /** Another turn has begun on the target database, so this execution must not work there any more. */
    FENCE_LOST(Blame.USER),
    PROCESS_FAILED(Blame.EXTERNAL),
    TIMED_OUT(Blame.EXTERNAL),
    CANCELLED(Blame.USER),
    BACKUP_NOT_VERIFIED(Blame.INTERNAL),
    /** A copy has other rows than what was copied. */
    COPY_DIFFERS(Blame.INTERNAL),
    /** It went well on the copy, but took longer, or held others up longer, than the plan allows. */
    BUDGET_EXCEEDED(Blame.USER),
    BACKUP_MISSING(Blame.EXTERNAL),
    DISK_FULL(Blame.RESOURCES),
    RESTORE_NOT_POSSIBLE(Blame.EXTERNAL),
    RESTORE_NOT_PROVEN(Blame.USER),
    MIGRATION_FAILED(Blame.USER),
    MIGRATION_NOT_REVERSIBLE(Blame.USER),
    /** Its SQL would keep others waiting, or break code that runs. */
    MIGRATION_DANGEROUS(Blame.USER),
    SCHEMA_DIFFERS(Blame.USER),
    EXPECTATION_NOT_MET(Blame.USER),
    PROBE_FAILED(Blame.EXTERNAL),
    STILL_RUNNING(Blame.EXTERNAL),
    INTERRUPTED_WORK(Blame.EXTERNAL),
    NO_WORKER(Blame.EXTERNAL),
    UNEXPECTED(Blame.INTERNAL);

    private final Blame blame;

    FailureCode(Blame blame) {
        this.blame = blame;
    }

    public Blame blame() {
        return blame;
    }

    /** Who has to act on a failure. */
    public enum Blame {
        /** Whoever wrote the plan, the environment file or the release; trying again changes nothing. */
        USER,
        /** Belay itself. */
        INTERNAL,
        /** A system around Belay; it may pass. */
        EXTERNAL,
        /** Disk, memory or connections ran out. */
        RESOURCES
    }
}
