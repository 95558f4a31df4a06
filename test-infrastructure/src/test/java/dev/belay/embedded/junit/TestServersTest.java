package dev.belay.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithInfrastructure
class TestServersTest {

    @AfterEach
    void forgetSettings() {
        List.of(TestSetting.values()).forEach(setting -> System.clearProperty(setting.property()));
    }

    @Test
    void usesGivenAddressesAndLeavesAGivenServerAsItWas(PostgresServer server) throws SQLException {
        TestDatabase maintenance = server.database("postgres");
        System.setProperty("belay.test.postgres.url", maintenance.jdbcUrl());
        System.setProperty("belay.test.postgres.username", maintenance.username());
        System.setProperty("belay.test.postgres.password", maintenance.password());

        TestDatabase fresh;
        try (PostgresServer given = TestServers.postgres()) {
            fresh = given.freshDatabase();
            assertThat(fresh.port()).isEqualTo(maintenance.port());
            assertThat(databases(maintenance)).contains(fresh.name());
        }

        assertThat(databases(maintenance)).doesNotContain(fresh.name());
    }

    @Test
    void takesGivenBrokersAndTemporalAsTheyAre() {
        System.setProperty("belay.test.kafka.bootstrap.servers", "kafka.test:9092");
        System.setProperty("belay.test.temporal.target", "temporal.test:7233");

        try (KafkaServer kafka = TestServers.kafka();
                TemporalServer temporal = TestServers.temporal()) {
            assertThat(kafka.bootstrapServers()).isEqualTo("kafka.test:9092");
            assertThat(temporal.target()).isEqualTo("temporal.test:7233");
            assertThat(temporal.namespace()).isEqualTo("default");
        }
    }

    private static List<String> databases(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT string_agg(datname, ',') FROM pg_database")) {
            assertThat(rows.next()).isTrue();
            return List.of(rows.getString(1).split(","));
        }
    }
}
