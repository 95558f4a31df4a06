package dev.belay.migration.django;

import dev.belay.migration.command.ToolCommand;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.ToolRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks Django itself about its migrations, and makes sure that it answers for the database that is meant. */
final class DjangoShell {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCRIPT = script();
    private static final String MARK = "belay:";
    private static final String HERE =
            "select current_database(), current_schema(), extract(epoch from pg_postmaster_start_time())::text";

    private final ToolCommand command;
    private final TargetSessions sessions;

    DjangoShell(ToolCommand command, TargetSessions sessions) {
        this.command = command;
        this.sessions = sessions;
    }

    /**
     * Asks for the way forward or back.
     *
     * @param request the script's own words: {@code to}, or {@code since}
     * @throws ToolRefused when Django names a problem, or is connected to another database
     */
    DjangoAnswer ask(Map<String, ?> request) throws InterruptedException, SQLException {
        String printed = command.read(List.of("shell", "--no-color", "-c", code(request)));
        String answered = printed.lines()
                .filter(line -> line.startsWith(MARK))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new ToolRefused(
                        "Django's shell ended without an answer to Belay's question.",
                        "Run \"manage.py shell -c 'print(1)'\" by hand and see what keeps it from printing.",
                        printed,
                        null));
        DjangoAnswer answer = parsed(answered.substring(MARK.length()));
        requireSameDatabase(answer.session());
        if (!answer.problems().isEmpty()) {
            throw new ToolRefused(
                    String.join(" ", answer.problems()) + " Nothing was changed.",
                    "Mend the migrations of the release or the plan's target, then retry.");
        }
        return answer;
    }

    private static String code(Map<String, ?> request) {
        return "REQUEST = " + JSON.writeValueAsString(JSON.writeValueAsString(request)) + "\n" + SCRIPT;
    }

    private static DjangoAnswer parsed(String json) {
        try {
            return JSON.readValue(json, DjangoAnswer.class);
        } catch (JacksonException strange) {
            throw new ToolRefused(
                    "Django's shell printed an answer that cannot be read.",
                    "Report this as a fault of Belay, with the version of Django.",
                    json,
                    strange);
        }
    }

    /** Settings that name a database of their own would have another one migrated than the one that was backed up. */
    private void requireSameDatabase(List<String> session) throws SQLException {
        try (Connection connection = sessions.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HERE)) {
            row.next();
            List<String> here = List.of(row.getString(1), String.valueOf(row.getString(2)), row.getString(3));
            if (!session.subList(0, 3).equals(here)) {
                throw new ToolRefused(
                        "Django is connected to another database than the environment's: found database \""
                                + session.get(0) + "\" with schema \"" + session.get(1)
                                + "\", expected database \"" + here.get(0) + "\" with schema \"" + here.get(1)
                                + "\" on the environment's server. Nothing was changed.",
                        "Let DATABASES in the settings read DATABASE_URL or the PG variables, or give the settings "
                                + "their own by \"variables\" of \"migrations\" in the environment file.");
            }
        }
        String name = command.sessionName();
        if (!name.startsWith(session.get(3)) || session.get(3).isEmpty()) {
            throw new ToolRefused(
                    "Django's sessions are named \"" + session.get(3) + "\"; expected was \"" + name
                            + "\", for nobody could find and end them otherwise. Nothing was changed.",
                    "Take application_name out of OPTIONS in the settings; PGAPPNAME names the sessions.");
        }
    }

    private static String script() {
        try (InputStream stream = Objects.requireNonNull(DjangoShell.class.getResourceAsStream("ask.py"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
