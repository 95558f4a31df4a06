package dev.belay.worker.database;

import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.Fenced;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on a target database, whichever environment file names it.
 *
 * <p>The server keeps it as the last line of the database's comment: outside the database, so that no dump or restore
 * moves it, writable for the database's owner and readable for every role. A turn is taken before the sessions of the
 * one before are ended, and every session looks after it was established; so a session of an older turn is either ended
 * or refused.
 */
public final class TargetFence {
    private static final String CLAIMS = "belay.fence";
    private static final String NO_RIGHT = "42501";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String COMMENT = "select pg_catalog.shobj_description(oid, 'pg_database')"
            + " from pg_catalog.pg_database where datname = ?";
    private static final String NEW_COMMENT = "select pg_catalog.format('comment on database %I is %L', ?, ?)";

    private TargetFence() {}

    /**
     * Fails where the execution's turn is over; one without a turn passes.
     *
     * @param session on any database of the target's server
     */
    public static void require(Connection session, Execution execution) throws SQLException {
        Optional<FenceToken> turn = execution.fence();
        if (turn.isEmpty()) {
            return;
        }
        String database = database(execution);
        String current = comment(session, database).holder();
        if (!turn.get().text().equals(current)) {
            throw new WorkFailed(
                    FailureCode.FENCE_LOST,
                    "The turn " + turn.get() + " on database \"" + database + "\" is over: the database names "
                            + (current == null ? "nobody" : "\"" + current + "\"")
                            + ", so this execution does nothing there any more.",
                    "Look at the deployment that the database names; what this one had begun is ended.");
        }
    }

    /**
     * Takes the database, unless another deployment holds it.
     *
     * @throws WorkFailed when the database cannot be reached, or others claim it for too long
     */
    public static Fenced claim(FenceClaim claim, Execution execution) throws InterruptedException {
        String database = database(execution);
        return within(execution, session -> {
            FencedComment comment = comment(session, database);
            String holder = comment.holder();
            return holder != null && !mayReplace(holder, claim)
                    ? new Fenced(Fenced.Standing.HELD_BY_OTHER, database, holder)
                    : set(session, database, comment, claim.token());
        });
    }

    /** Frees the database where the deployment still holds it. */
    public static Fenced release(FenceToken token, Execution execution) throws InterruptedException {
        String database = database(execution);
        return within(execution, session -> {
            FencedComment comment = comment(session, database);
            String holder = comment.holder();
            return holder != null && !isOf(token, holder)
                    ? new Fenced(Fenced.Standing.HELD_BY_OTHER, database, holder)
                    : set(session, database, comment, null);
        });
    }

    private static boolean mayReplace(String current, FenceClaim claim) {
        return isOf(claim.token(), current) || Objects.equals(claim.replaces(), current);
    }

    private static boolean isOf(FenceToken token, String current) {
        return current.startsWith(token.deployment() + "/");
    }

    private static Fenced set(Connection session, String database, FencedComment comment, @Nullable FenceToken token)
            throws SQLException {
        String text = comment.heldBy(token == null ? null : token.text()).text();
        try (Statement statement = session.createStatement()) {
            statement.execute(text(session, NEW_COMMENT, database, text.isEmpty() ? null : text));
            return new Fenced(token == null ? Fenced.Standing.FREE : Fenced.Standing.HELD, database, null);
        } catch (SQLException refused) {
            if (!NO_RIGHT.equals(refused.getSQLState())) {
                throw refused;
            }
            return new Fenced(Fenced.Standing.NOT_FENCED, database, null);
        }
    }

    private static FencedComment comment(Connection session, String database) throws SQLException {
        return FencedComment.parse(text(session, COMMENT, database));
    }

    /** Empty where there is no row, or nothing in it. */
    private static String text(Connection session, String sql, @Nullable String... arguments) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                query.setString(index + 1, arguments[index]);
            }
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
            }
        }
    }

    private interface Holding {
        Fenced hold(Connection session) throws SQLException;
    }

    /** Claims come one after another, by a lock that nobody waits for inside the server. */
    private static Fenced within(Execution execution, Holding holding) throws InterruptedException {
        Login admin = onTarget(execution);
        try (Connection session = ReachableServer.open(admin, execution)) {
            session.setAutoCommit(false);
            awaitTurn(session);
            Fenced fenced = holding.hold(session);
            if (fenced.standing() == Fenced.Standing.NOT_FENCED) {
                session.rollback();
            } else {
                session.commit();
            }
            return fenced;
        } catch (SQLException broken) {
            throw TargetDatabase.failure(admin, broken);
        }
    }

    private static void awaitTurn(Connection session) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!tryLock(session)) {
            if (System.nanoTime() - deadline > 0) {
                throw new WorkFailed(
                        FailureCode.DATABASE_HELD,
                        "Others have been claiming the database for " + LONGEST_WAIT.toSeconds() + " s.",
                        "See pg_stat_activity for sessions named belay/…, then retry.");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled while others claimed the database");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean tryLock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows =
                        statement.executeQuery("select pg_try_advisory_xact_lock(hashtext('" + CLAIMS + "'))")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** The administrator's login, on the target itself: an advisory lock counts within one database. */
    private static Login onTarget(Execution execution) {
        Login main = execution.environment().requireDatabase().main();
        Login admin = execution.environment().requireDatabase().admin();
        return ServerAddress.onDatabase(admin, ServerAddress.of(main).database());
    }

    private static String database(Execution execution) {
        return ServerAddress.of(execution.environment().requireDatabase().main())
                .database();
    }
}
