package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Capability.Standing;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.testing.Environments;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationCapabilitiesTest {
    @Test
    void aRoleThatMayNotCreateTablesIsNamedWithTheGrant() throws SQLException {
        Login owner = ThrowawayPostgres.database();
        Login migrator = new Login(owner.url(), "tidy_migrator", owner.password());
        execute(
                owner,
                "revoke create on schema public from public",
                "create role tidy_migrator login password '" + owner.password().value() + "'");

        assertThat(look(migrator))
                .extracting(Capability::name, Capability::standing, Capability::found)
                .containsExactly(
                        tuple(Capability.DATABASE_LOGIN, Standing.HAS, ""),
                        tuple(
                                Capability.CHANGE_SCHEMA,
                                Standing.LACKS,
                                "role \"tidy_migrator\" may not create tables in schema \"public\""));
        assertThat(look(migrator).get(1).mend()).startsWith("grant create on schema public to tidy_migrator;");

        execute(owner, "grant create on schema public to tidy_migrator");
        assertThat(look(migrator)).extracting(Capability::standing).containsOnly(Standing.HAS);
    }

    private static List<Capability> look(Login login) {
        return new MigrationCapabilities()
                .look(Environments.environment().database(login).build(), List.of());
    }

    private static void execute(Login login, String... statements) throws SQLException {
        try (Connection connection = ThrowawayPostgres.connect(login);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
