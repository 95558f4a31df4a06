package dev.belay.backup.restoring;

import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.opening.PlainDump;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.ClientFailure;
import dev.belay.backup.postgres.ClientLogin;
import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.postgres.RestoreProgram;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.backup.swapping.SwapNames;
import dev.belay.backup.verifying.ContentsComparison;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The database that is restored beside the live one, proven to hold what the backup held, and analysed. */
final class RestoredBeside {
    /** Naming it takes a right that its use without a name does not take. */
    private static final String USUAL_TABLESPACE = "pg_default";

    private final RestoreProgram program;
    private final ServerLogins logins;
    private final SwapNames names;

    RestoredBeside(RestoreProgram program, ServerLogins logins, SwapNames names) {
        this.program = program;
        this.logins = logins;
        this.names = names;
    }

    /** Of the live one's owner, encoding and locale; the contents come from the backup. */
    void create(DatabaseSession session) throws SQLException {
        String owner = session.text(
                "select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = ?",
                names.live());
        String tablespace = session.text(
                "select spcname from pg_catalog.pg_database d join pg_catalog.pg_tablespace t on t.oid ="
                        + " d.dattablespace where datname = ?",
                names.live());
        String place = tablespace.equals(USUAL_TABLESPACE) ? "" : " tablespace " + Quoted.identifier(tablespace);
        session.execute("create database " + Quoted.identifier(names.restored()) + " owner " + Quoted.identifier(owner)
                + " template template0"
                + DatabaseLocale.read(session, names.live()).inCreateDatabase() + place);
    }

    void fill(VerifiedBackup backup, Execution execution) throws IOException, InterruptedException, SQLException {
        Login login = logins.on(names.restored());
        boolean inOrder;
        try (DatabaseSession session = DatabaseSession.elsewhere(login, execution)) {
            inOrder = ContentsReader.policiesBind(backup.manifest().contents(), session);
        }
        try (PlainDump plain = PlainDump.of(backup.files(), backup.manifest(), execution);
                ClientLogin client = ClientLogin.in(backup.files().directory(), login, execution)) {
            ProcessResult result = program.run(
                    PostgresVersion.ofServer(backup.manifest().source().clientVersion()),
                    plain.file(),
                    client,
                    List.of(),
                    backup.manifest().contents().tables().size(),
                    inOrder,
                    execution);
            if (!result.succeeded()) {
                throw ClientFailure.of("pg_restore", login, result);
            }
        }
        try (DatabaseSession session = DatabaseSession.elsewhere(login, execution)) {
            ContentsComparison.requireSame(backup.manifest(), ContentsReader.readRestored(session));
            session.execute("analyze");
        }
    }
}
