package dev.belay.contracts.manifest;

/**
 * A program, right or place that steps may need, as a worker has found it; no secret, no command and no host.
 *
 * @param name one of the names below; one that nobody knows is nobody's need
 * @param need what it is, for people
 * @param found what stands there instead; empty where it is there
 * @param mend how to give it; empty where it is there
 */
public record Capability(String name, String need, Standing standing, String found, String mend) {
    public static final String DUMP_PROGRAM = "dump-program";
    public static final String RESTORE_PROGRAM = "restore-program";
    public static final String BACKUP_DIRECTORY = "backup-directory";
    public static final String BACKUP_ENCRYPTION = "backup-encryption";
    public static final String BACKUP_IDENTITY = "backup-identity";
    public static final String SCRATCH_LOGIN = "scratch-login";
    public static final String SCRATCH = "scratch";
    public static final String COPY = "copy";
    public static final String DATABASE_LOGIN = "database-login";
    public static final String READ_ALL = "read-all";
    public static final String CHANGE_SCHEMA = "change-schema";
    public static final String ADMIN_LOGIN = "admin-login";
    public static final String CREATE_DATABASES = "create-databases";
    public static final String OWN_DATABASE = "own-database";
    public static final String OWN_OBJECTS = "own-objects";
    public static final String RENAME_DATABASE = "rename-database";
    public static final String READ_ONLY_LOGIN = "read-only-login";
    public static final String RELEASES_DIRECTORY = "releases-directory";
    public static final String ROLLOUT_PROGRAMS = "rollout-programs";
    public static final String MAINTENANCE_PROGRAMS = "maintenance-programs";

    /** The programs of a task. */
    public static String programsOf(String task) {
        return "task-programs/" + task;
    }

    /** The programs that copy backups to a place. */
    public static String programsOfCopies(String place) {
        return "copy-programs/" + place;
    }

    public static Capability had(String name, String need) {
        return new Capability(name, need, Standing.HAS, "", "");
    }

    public static Capability lacking(String name, String need, String found, String mend) {
        return new Capability(name, need, Standing.LACKS, found, mend);
    }

    /** @param found why nobody knows */
    public static Capability unknown(String name, String need, String found) {
        return new Capability(name, need, Standing.UNKNOWN, found, "");
    }

    /** Whether it is there. */
    public enum Standing {
        HAS,
        LACKS,
        /** It could not be looked at, for example because a server did not answer. */
        UNKNOWN
    }
}
