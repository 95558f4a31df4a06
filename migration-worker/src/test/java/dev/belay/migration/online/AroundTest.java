package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.migration.ThrowawayPostgres;
import dev.belay.migration.online.catalogue.Around;
import dev.belay.worker.environment.settings.Login;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people are told of the server before the first operation. */
class AroundTest {
    @Test
    void namesTransactionsForWhichIndexBuildsWait() throws Exception {
        OnlineFixture system = new OnlineFixture();
        try (Connection idle = system.connect();
                Statement statement = idle.createStatement();
                Connection looking = system.connect()) {
            idle.setAutoCommit(false);
            statement.execute("select count(*) from pg_class");
            String pid = system.query("select pid from pg_stat_activity where state = 'idle in transaction'"
                    + " and datname = current_database()");

            assertThat(Around.describe(looking, Duration.ZERO))
                    .anySatisfy(found -> assertThat(found)
                            .matches("pid " + pid + " of user \"" + system.login.username()
                                    + "\" has a transaction open for \\d+ s, for which index builds wait"));
            assertThat(Around.describe(looking, Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void namesACollationWhoseVersionHasChanged() throws Exception {
        OnlineFixture system = new OnlineFixture();
        String name = system.query("select current_database()");
        String sorted = name + "_sorted";
        system.sql("create database " + sorted + " template template0 locale_provider icu icu_locale 'en'");
        Login login =
                new Login(system.login.url().replace(name, sorted), system.login.username(), system.login.password());
        try {
            system.sql("update pg_database set datcollversion = '0.1' where datname = '" + sorted + "'");
            try (Connection looking = ThrowawayPostgres.connect(login)) {
                assertThat(Around.describe(looking, Duration.ofMinutes(1)))
                        .singleElement()
                        .asString()
                        .contains("made with collation version 0.1", "indexes over text may be out of order");
            }
        } finally {
            system.sql("drop database " + sorted);
        }
    }
}
