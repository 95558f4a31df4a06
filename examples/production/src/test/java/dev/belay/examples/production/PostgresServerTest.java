package dev.belay.examples.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresServerTest {
    @Test
    void namesOtherDatabasesOnTheSameServer() {
        PostgresServer server = new PostgresServer("jdbc:postgresql://localhost:5432/postgres", "admin", "");

        assertThat(server.urlOf("shop")).isEqualTo("jdbc:postgresql://localhost:5432/shop");
    }

    @Test
    void refusesAnAddressWithParameters() {
        assertThatThrownBy(() -> new PostgresServer("jdbc:postgresql://localhost/postgres?user=admin", "admin", ""))
                .hasMessageContaining("jdbc:postgresql://host:port/database");
    }

    @Test
    void keepsItsPasswordOutOfMessages() {
        assertThat(new PostgresServer("jdbc:postgresql://localhost/postgres", "admin", "hidden"))
                .hasToString("admin on jdbc:postgresql://localhost/postgres");
    }
}
