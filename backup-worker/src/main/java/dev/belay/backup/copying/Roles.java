package dev.belay.backup.copying;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.postgres.ClientFailure;
import dev.belay.backup.postgres.ClientLogin;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.postgres.StoredSetting;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The roles of the live server, without their passwords, on a server of our own: who is who, and who is whose member. */
final class Roles {
    private static final Pattern STATEMENT = Pattern.compile("(?:CREATE ROLE|ALTER ROLE|GRANT) .*;");

    /** Who has granted it is none of the copy's, and may not be able to there. */
    private static final Pattern GRANTOR = Pattern.compile(" GRANTED BY [^;]*;$");

    private final PostgresPrograms programs;
    private final Processes processes;

    Roles(PostgresPrograms programs, Processes processes) {
        this.programs = programs;
        this.processes = processes;
    }

    void bring(Login to, Path directory, BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException, SQLException {
        Login live = execution.environment().requireDatabase().main();
        List<String> lines = new ArrayList<>();
        PostgresVersion server = PostgresVersion.ofServer(manifest.source().serverVersion());
        try (ClientLogin client = ClientLogin.in(directory, live, execution)) {
            execution.countDatabaseSessions(1);
            ProcessResult result = processes.run(
                    client.request(List.of(
                                    programs.client("pg_dumpall", server, execution)
                                            .path()
                                            .toString(),
                                    "--roles-only",
                                    "--no-role-passwords",
                                    "--no-password",
                                    "--database=" + Quoted.connectionString(client.database())))
                            .eachLine(lines::add),
                    execution);
            if (!result.succeeded()) {
                throw ClientFailure.of("pg_dumpall", live, result);
            }
        }
        try (DatabaseSession session = DatabaseSession.elsewhere(to, execution)) {
            for (String line : lines) {
                if (STATEMENT.matcher(line).matches()) {
                    session.execute(GRANTOR.matcher(line).replaceFirst(";"));
                }
            }
        }
    }

    /** Whose the database is, and what the live server says to its sessions, and to those of roles in it. */
    static void carryOver(DatabaseSession copy, String name, Execution execution) throws SQLException {
        Login live = execution.environment().requireDatabase().main();
        List<String> statements = new ArrayList<>();
        try (DatabaseSession session = DatabaseSession.onLive(live, execution)) {
            statements.add("alter database " + Quoted.identifier(name) + " owner to "
                    + Quoted.identifier(session.text(
                            "select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname ="
                                    + " current_database()")));
            statements.addAll(session.list(
                    """
                    select case when s.setrole = 0 then null else pg_catalog.pg_get_userbyid(s.setrole) end, setting
                    from pg_catalog.pg_db_role_setting s
                      join pg_catalog.pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) setting
                    where d.datname = ?
                    """,
                    row -> Optional.ofNullable(row.getString(1))
                                    .map(role -> "alter role " + Quoted.identifier(role) + " in database "
                                            + Quoted.identifier(name))
                                    .orElse("alter database " + Quoted.identifier(name))
                            + " set " + StoredSetting.assignment(row.getString(2)),
                    ServerAddress.of(live).database()));
        }
        for (String statement : statements) {
            copy.execute(statement);
        }
    }
}
