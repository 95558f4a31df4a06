package dev.belay.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.embedded.machine.ListeningSockets;
import dev.belay.embedded.machine.ReachableDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private final ReachableDirectory directory = new ReachableDirectory();

    @AfterEach
    void deleteDirectory() {
        directory.close();
    }

    @Test
    void keepsDataPasswordAndAddressOverARestart() throws SQLException {
        String url;
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            postgres.createDatabase("shop & more");
            postgres.createDatabase("shop & more");
            url = postgres.jdbcUrl("shop & more");
            password = postgres.password();
            execute(postgres, "shop & more", "CREATE TABLE orders AS SELECT 42 AS id");
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            assertThat(postgres.jdbcUrl("shop & more")).isEqualTo(url).contains("//127.0.0.1:");
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(value(postgres, "shop & more", "SELECT id FROM orders")).isEqualTo("42");

            postgres.dropDatabase("shop & more");
            assertThat(value(postgres, "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'shop%'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void checksPagesAndPasswordsAndKeepsThePasswordToItsOwner() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            assertThat(value(postgres, "postgres", "SHOW data_checksums")).isEqualTo("on");
            assertThat(value(postgres, "postgres", "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(value(postgres, "postgres", "SHOW fsync")).isEqualTo("off");
            assertThat(value(postgres, "postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(postgres.passwordFile())))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "belay", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void writesThroughToTheDiskUnlessTheClusterIsThrownAway() throws SQLException {
        PostgresConfiguration kept = PostgresConfiguration.in(directory.path()).withSetting("work_mem", "5MB");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(kept)) {
            assertThat(value(postgres, "postgres", "SHOW fsync")).isEqualTo("on");
            assertThat(value(postgres, "postgres", "SHOW full_page_writes")).isEqualTo("on");
            assertThat(value(postgres, "postgres", "SHOW work_mem")).isEqualTo("5MB");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/net/tcp"))).as("Linux").isTrue();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            assertThat(ListeningSockets.of(postmaster(postgres).process().processId()))
                    .hasSize(1)
                    .allMatch(ListeningSockets::isLoopback);
        }
    }

    @Test
    void removesTheTraceOfAServerWhoseProcessIdBelongsToAnotherProcessNow() throws Exception {
        Path trace;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            trace = PostmasterFile.path(postgres.home().resolve("data"));
        }
        long stranger = ProcessHandle.current().pid();
        Files.writeString(trace, "%d\n%s\n1000000\n1\n".formatted(stranger, trace.getParent()));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            assertThat(value(postgres, "postgres", "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void beginsAnewWhereMakingTheClusterWasInterrupted() throws Exception {
        Path halfMade = Files.createDirectory(directory.path().resolve("data.new"));
        Files.writeString(halfMade.resolve("PG_VERSION"), "15");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration())) {
            assertThat(value(postgres, "postgres", "SELECT 1")).isEqualTo("1");
        }
    }

    private PostgresConfiguration configuration() {
        return PostgresConfiguration.in(directory.path()).withDurability(Durability.THROWAWAY);
    }

    private static PostmasterFile postmaster(EmbeddedPostgres postgres) {
        return PostmasterFile.findIn(postgres.home().resolve("data")).orElseThrow();
    }

    private static void execute(EmbeddedPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = connect(postgres, database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(EmbeddedPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = connect(postgres, database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.username(), postgres.password());
    }
}
