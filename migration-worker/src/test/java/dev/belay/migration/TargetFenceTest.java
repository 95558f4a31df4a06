package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.Fenced;
import dev.belay.worker.database.TaggedSessions;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.database.TargetFence;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One deployment at a time works on a database, and what is left of an older turn does nothing there any more. */
class TargetFenceTest {
    private static final FenceToken FIRST = FenceToken.parse("deployment-1/1");
    private static final FenceToken OTHER = FenceToken.parse("deployment-2/1");

    private final Login superuser = ThrowawayPostgres.database();
    private final Login owner = new Login(superuser.url(), "plain_owner", new Secret("plain"));
    private final Environment environment =
            Environments.environment().database(owner).build();

    /** The database belongs to a role that may do nothing else. */
    @BeforeEach
    void own() throws SQLException {
        try (Connection session = ThrowawayPostgres.connect(superuser)) {
            run(session, "drop role if exists visitor");
            run(session, "drop role if exists plain_owner");
            run(session, "create role plain_owner login password 'plain'");
            run(session, "create role visitor login password 'visitor'");
            run(session, "alter database " + session.getCatalog() + " owner to plain_owner");
        }
    }

    @AfterEach
    void disown() throws SQLException {
        try (Connection session = ThrowawayPostgres.connect(superuser)) {
            run(session, "alter database " + session.getCatalog() + " owner to " + superuser.username());
        }
    }

    @Test
    void keepsWhatPeopleWroteIntoTheComment() throws Exception {
        try (Connection session = ThrowawayPostgres.connect(owner)) {
            run(session, "comment on database " + session.getCatalog() + " is 'Orders; ask Olga\'\'s team'");
        }
        claim(FIRST);
        assertThat(comment()).isEqualTo("Orders; ask Olga's team\n[belay: held by deployment-1/1]");
        claim(FIRST.next());
        assertThat(comment()).isEqualTo("Orders; ask Olga's team\n[belay: held by deployment-1/2]");
        TargetFence.release(FIRST.next(), execution());
        assertThat(comment()).isEqualTo("Orders; ask Olga's team");
    }

    @Test
    void keepsOthersOutUntilItIsGivenBack() throws InterruptedException {
        assertThat(claim(FIRST).standing()).isEqualTo(Fenced.Standing.HELD);

        Fenced refused = claim(OTHER);
        assertThat(refused.standing()).isEqualTo(Fenced.Standing.HELD_BY_OTHER);
        assertThat(refused.heldBy()).isEqualTo(FIRST.text());
        assertThat(TargetFence.release(OTHER, execution()).standing()).isEqualTo(Fenced.Standing.HELD_BY_OTHER);

        assertThat(TargetFence.release(FIRST, execution()).standing()).isEqualTo(Fenced.Standing.FREE);
        assertThat(claim(OTHER).standing()).isEqualTo(Fenced.Standing.HELD);
    }

    @Test
    void isTakenOverFromTheHolderThatIsNamedOnly() throws InterruptedException {
        claim(FIRST);

        assertThat(TargetFence.claim(new FenceClaim(OTHER, "deployment-1/7"), execution())
                        .standing())
                .isEqualTo(Fenced.Standing.HELD_BY_OTHER);
        assertThat(TargetFence.claim(new FenceClaim(OTHER, FIRST.text()), execution())
                        .standing())
                .isEqualTo(Fenced.Standing.HELD);
    }

    @Test
    void onlyOneOfManyGetsIt() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Fenced>> claims = IntStream.range(0, 6)
                    .<Callable<Fenced>>mapToObj(number -> () -> claim(FenceToken.parse("rival-" + number + "/1")))
                    .toList();
            long held = 0;
            for (Future<Fenced> claimed : many.invokeAll(claims)) {
                held += claimed.get().standing() == Fenced.Standing.HELD ? 1 : 0;
            }
            assertThat(held).isEqualTo(1);
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void claimsComeOneAfterAnother() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (Connection rival = ThrowawayPostgres.connect(superuser)) {
            run(rival, "select pg_advisory_lock(hashtext('belay.fence'))");
            Future<Fenced> claimed = one.submit(() -> claim(FIRST));
            await().until(() -> sessions("and query like '%pg_try_advisory_xact_lock%'") == 1);
            assertThat(comment()).as("what is kept while a rival claims").isNull();

            run(rival, "select pg_advisory_unlock(hashtext('belay.fence'))");
            assertThat(claimed.get().standing()).isEqualTo(Fenced.Standing.HELD);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void refusesANewSessionOfAnOlderTurn() throws Exception {
        claim(FIRST);
        HandlerExecution execution = execution().withFence(FIRST);
        TargetDatabase.connect(owner, execution).close();

        claim(FIRST.next());

        assertThatThrownBy(() -> TargetDatabase.connect(owner, execution))
                .isInstanceOfSatisfying(WorkFailed.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo(FailureCode.FENCE_LOST);
                    assertThat(refused.failure().message())
                            .contains("The turn deployment-1/1 on database", "names \"deployment-1/2\"");
                });
        TargetDatabase.connect(owner, execution().withFence(FIRST.next())).close();
        assertThat(sessions()).as("sessions that a refusal left open").isZero();
    }

    @Test
    void refusesALateTurnEvenAfterTheNewerOneHasEnded() throws Exception {
        claim(FIRST);
        TargetFence.release(FIRST, execution());
        claim(OTHER);
        TargetFence.release(OTHER, execution());

        assertThatThrownBy(() -> TargetDatabase.connect(owner, execution().withFence(FIRST)))
                .hasMessageContaining("the database names nobody");
    }

    /** The database's name is what counts: one that has been put in its place by a swap keeps the turn that it was given. */
    @Test
    void aDatabasePutInItsPlaceIsFencedAsItWasGiven() throws Exception {
        claim(FIRST);
        String live = name();
        try (Connection beside = ThrowawayPostgres.connect(new Login(
                superuser.url().replaceFirst("/[^/?]*(\\?|$)", "/postgres$1"),
                superuser.username(),
                superuser.password()))) {
            run(beside, "create database restored owner plain_owner");
            run(beside, "alter database " + live + " rename to replaced");
            run(beside, "alter database restored rename to " + live);
            try {
                assertThatThrownBy(
                                () -> TargetDatabase.connect(owner, execution().withFence(FIRST)))
                        .hasMessageContaining("the database names nobody");
                claim(FIRST.next());
                TargetDatabase.connect(owner, execution().withFence(FIRST.next()))
                        .close();
            } finally {
                run(beside, "drop database " + live + " with (force)");
                run(beside, "alter database replaced rename to " + live);
            }
        }
    }

    /** A session is either seen and ended, or sees the new turn itself, at whatever moment it is opened. */
    @Test
    void noSessionSlipsThroughWhileTheTurnChanges() throws Exception {
        claim(FIRST);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 20; round++) {
                FenceToken old = new FenceToken(FIRST.deployment(), 1 + round);
                HandlerExecution zombie = execution().withFence(old);
                Future<Integer> opening = one.submit(() -> openUntilRefused(zombie));
                TargetFence.claim(new FenceClaim(old.next(), null), execution());
                TaggedSessions.end(HandlerExecution.of("quiesce", environment), "belay/deployment-1/step/");

                opening.get();
                await().until(() -> sessions() == 0);
            }
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void roleThatDoesNotOwnTheDatabaseFencesNothing() throws Exception {
        Login visitor = new Login(owner.url(), "visitor", new Secret("visitor"));
        Environment foreign = Environments.environment().database(visitor).build();

        Fenced fenced = TargetFence.claim(new FenceClaim(FIRST, null), HandlerExecution.of("step", foreign));
        assertThat(fenced.standing()).isEqualTo(Fenced.Standing.NOT_FENCED);
        claim(FIRST);
        TargetDatabase.connect(visitor, HandlerExecution.of("step", foreign).withFence(FIRST))
                .close();
        assertThatThrownBy(() -> TargetDatabase.connect(
                        visitor, HandlerExecution.of("step", foreign).withFence(OTHER)))
                .as("every role can read whose turn it is")
                .hasMessageContaining("names \"deployment-1/1\"");
    }

    private int openUntilRefused(HandlerExecution zombie) throws SQLException {
        int opened = 0;
        while (true) {
            try {
                TargetDatabase.connect(owner, zombie);
                opened++;
            } catch (WorkFailed refused) {
                if (refused.failure().code() == FailureCode.FENCE_LOST) {
                    return opened;
                }
            }
        }
    }

    private Fenced claim(FenceToken turn) throws InterruptedException {
        return TargetFence.claim(new FenceClaim(turn, null), execution());
    }

    private HandlerExecution execution() {
        return HandlerExecution.of("step", environment);
    }

    private long sessions() throws SQLException {
        return sessions("");
    }

    private long sessions(String also) throws SQLException {
        try (Connection session = ThrowawayPostgres.connect(owner);
                var rows = session.createStatement()
                        .executeQuery("select count(*) from pg_stat_activity where application_name like"
                                + " 'belay/deployment-1/step/%' " + also)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String comment() throws SQLException {
        try (Connection session = ThrowawayPostgres.connect(owner);
                var rows = session.createStatement()
                        .executeQuery("select shobj_description(oid, 'pg_database') from pg_database"
                                + " where datname = current_database()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String name() throws SQLException {
        try (Connection session = ThrowawayPostgres.connect(owner)) {
            return session.getCatalog();
        }
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
