package dev.belay.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@WithInfrastructure({Infrastructure.POSTGRES, Infrastructure.KAFKA, Infrastructure.TEMPORAL})
class BelayInfrastructureTest {

    @Test
    void givesEachTestADatabaseOfItsOwn(PostgresServer postgres) throws SQLException {
        TestDatabase one = postgres.freshDatabase();
        TestDatabase other = postgres.freshDatabase();

        createOrders(one);
        createOrders(other);

        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl()).startsWith("jdbc:postgresql://");
        assertThat(one.toString()).doesNotContain(one.password());
    }

    @Test
    void sharesOneServerOfEachKind(KafkaServer kafka, TemporalServer temporal) {
        assertThat(kafka.bootstrapServers()).matches(".+:\\d+");
        assertThat(temporal.target()).matches(".+:\\d+");
        assertThat(temporal.namespace()).isEqualTo("belay");
    }

    private static void createOrders(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id bigint PRIMARY KEY)");
        }
    }
}
