package dev.belay.healthcheck.query;

import dev.belay.healthcheck.verdict.Verdict;
import java.sql.SQLException;

/** Says what an error of the database means for a check. */
public final class SqlTrouble {
    private SqlTrouble() {}

    public static void report(String what, SQLException broken, String user, Verdict verdict) {
        String state = String.valueOf(broken.getSQLState());
        String error = String.valueOf(broken.getMessage()).replaceAll("\\s+", " ");
        if (state.equals("57014")) {
            verdict.unseen(what + ": did not end within the time left for the check.");
        } else if (state.equals("25006")) {
            verdict.differs(what + ": would change something, which a check must not (" + error + ").");
        } else if (state.equals("42501")) {
            verdict.differs(what + ": user \"" + user + "\" may not see it (" + error + "); grant it the right to.");
        } else if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57")) {
            verdict.unseen(what + ": the database did not answer (" + error + ").");
        } else {
            verdict.differs(what + ": the database answered with an error (" + error + ").");
        }
    }
}
