package dev.belay.backup;

import static dev.belay.contracts.manifest.Capability.Standing.HAS;
import static dev.belay.contracts.manifest.Capability.Standing.LACKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.testing.Environments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles of a real server that have, lack, get and lose what steps need. */
class BackupCapabilitiesTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();

    private static Shop shop;

    @TempDir
    Path backups;

    private final BackupCapabilities capabilities = new BackupCapabilities(Backups.PROGRAMS);

    @BeforeAll
    static void openShop() {
        shop = Shop.open(1);
    }

    @Test
    void hasAllThatStepsNeed() throws Exception {
        assertThat(look(shop.environment(backups), List.of()).values())
                .hasSize(12)
                .allMatch(capability -> capability.standing() == HAS)
                .allMatch(capability -> (capability.found() + capability.mend()).isEmpty());
    }

    @Test
    void namesTheRightThatARoleLacksAndHowToGiveIt() throws Exception {
        Environment environment = shop.environmentOfOwner(backups);

        Map<String, Capability> before = look(environment, List.of());
        assertThat(before.get(Capability.CREATE_DATABASES).standing()).isEqualTo(LACKS);
        assertThat(before.get(Capability.CREATE_DATABASES).found())
                .isEqualTo("role \"" + shop.owner() + "\" may not create databases");
        assertThat(before.get(Capability.CREATE_DATABASES).mend())
                .isEqualTo("alter role " + shop.owner() + " createdb;");

        POSTGRES.execute("postgres", before.get(Capability.CREATE_DATABASES).mend());
        assertThat(look(environment, before).get(Capability.CREATE_DATABASES).standing())
                .isEqualTo(HAS);
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " nocreatedb");
    }

    @Test
    void aTableOfWhichPoliciesHideRowsIsNotReadAsAWhole() throws Exception {
        Shop hiding = Shop.open(1);
        hiding.execute("alter table customers force row level security");

        Capability reading = look(hiding.environmentOfOwner(backups), List.of()).get(Capability.READ_ALL);

        assertThat(reading.standing()).isEqualTo(LACKS);
        assertThat(reading.found()).isEqualTo("public.customers (policies hide rows of it)");
        assertThat(reading.mend()).contains("alter role " + hiding.owner() + " bypassrls");
    }

    @Test
    void namesWhatStandsInTheWayOfARestore() throws Exception {
        Shop held = Shop.open(1);
        String other = held.database() + "_other";
        POSTGRES.execute("postgres", "create role " + other);
        held.execute(
                "select pg_create_logical_replication_slot('" + other + "', 'test_decoding')",
                "create table theirs (id int)",
                "alter table theirs owner to " + other);
        try {
            Map<String, Capability> found = look(held.environmentOfOwner(backups), List.of());

            assertThat(found.get(Capability.OWN_OBJECTS).found())
                    .isEqualTo("it holds what belongs to \"" + other + "\", of which role \"" + held.owner()
                            + "\" is no member");
            assertThat(found.get(Capability.RENAME_DATABASE).found())
                    .isEqualTo("the logical replication slot \"" + other + "\" belongs to it");
        } finally {
            held.execute("select pg_drop_replication_slot('" + other + "')");
        }
    }

    /** An extension makes its objects again, and they belong to whoever makes it. */
    @Test
    void whatAnExtensionBringsStandsInNobodysWay() throws Exception {
        Shop extended = Shop.open(1);
        String dba = extended.database() + "_dba";
        POSTGRES.execute("postgres", "create role " + dba + " superuser");
        extended.execute("set role " + dba, "create extension citext", "create schema theirs");

        Map<String, Capability> found = look(extended.environmentOfOwner(backups), List.of());

        assertThat(found.get(Capability.OWN_OBJECTS).found()).contains("belongs to \"" + dba + "\"");
        extended.execute("drop schema theirs");
        assertThat(look(extended.environmentOfOwner(backups), found)
                        .get(Capability.OWN_OBJECTS)
                        .standing())
                .isEqualTo(HAS);
    }

    @Test
    void aStrangerNeitherOwnsTheDatabaseNorReadsItsTables() throws Exception {
        POSTGRES.execute("postgres", "create role stranger login createdb password '" + POSTGRES.password() + "'");

        Map<String, Capability> found = look(environment(POSTGRES.login(shop.database(), "stranger")), List.of());

        assertThat(found.get(Capability.DATABASE_LOGIN).standing()).isEqualTo(HAS);
        assertThat(found.get(Capability.READ_ALL).standing()).isEqualTo(LACKS);
        assertThat(found.get(Capability.READ_ALL).found()).contains("\"Odd Schema\".\"Odd Table\"");
        assertThat(found.get(Capability.OWN_DATABASE).standing()).isEqualTo(LACKS);
        assertThat(found.get(Capability.OWN_DATABASE).found())
                .isEqualTo("the database is owned by role \"" + shop.owner()
                        + "\", of which role \"stranger\" is no member");
    }

    @Test
    void aRefusedLoginIsLackingAndAServerThatIsAwayIsNotKnown() throws Exception {
        Login right = shop.login();
        Login wrong = new Login(right.url(), right.username(), new Secret("wrong-in-this-test"));
        Login away = new Login("jdbc:postgresql://127.0.0.1:1/shop", right.username(), right.password());
        POSTGRES.execute("postgres", "create role sleeper nologin password '" + POSTGRES.password() + "'");

        Map<String, Capability> refused = look(environment(wrong), List.of());
        assertThat(refused.get(Capability.DATABASE_LOGIN).standing()).isEqualTo(LACKS);
        assertThat(refused.get(Capability.DATABASE_LOGIN).found()).contains(right.username());
        assertThat(refused).doesNotContainKey(Capability.READ_ALL);
        assertThat(refused.values().toString()).doesNotContain("wrong-in-this-test", "127.0.0.1", "jdbc");

        assertThat(look(environment(POSTGRES.login(shop.database(), "sleeper")), List.of())
                        .get(Capability.DATABASE_LOGIN))
                .satisfies(sleeper -> {
                    assertThat(sleeper.standing()).isEqualTo(LACKS);
                    assertThat(sleeper.mend()).contains("alter role sleeper login");
                });
        assertThat(look(environment(away), List.of()).get(Capability.DATABASE_LOGIN))
                .isEqualTo(Capability.unknown(
                        Capability.DATABASE_LOGIN, "a login to the database", "the database server did not answer"));
    }

    @Test
    void leavesTheLiveDatabaseAloneOnceAllWasWell() throws Exception {
        Environment environment = shop.environment(backups);
        Map<String, Capability> before = look(environment, List.of());
        String counted = "select sessions from pg_stat_database where datname = '" + shop.database() + "'";
        String sessions = POSTGRES.text("postgres", counted);

        Map<String, Capability> again = look(environment, before);

        assertThat(again).isEqualTo(before);
        assertThat(POSTGRES.text("postgres", counted)).isEqualTo(sessions);
    }

    @Test
    void aRoleThatMayNoLongerLogInIsNoticedBesideTheLiveDatabase() throws Exception {
        Environment environment = shop.environment(backups);
        Map<String, Capability> before = look(environment, List.of());
        Login right = shop.login();

        Map<String, Capability> after =
                look(environment(new Login(right.url(), right.username(), new Secret("changed-in-this-test"))), before);

        assertThat(after.get(Capability.DATABASE_LOGIN).standing()).isEqualTo(LACKS);
    }

    @Test
    void namesTheProgramThatIsMissingOrTooOldAndItsPackage() throws Exception {
        PostgresPrograms old =
                FakePrograms.only(backups, "pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.1'", Backups.PROCESSES);

        Map<String, Capability> found = byName(new BackupCapabilities(old).look(shop.environment(backups), List.of()));

        assertThat(found.get(Capability.DUMP_PROGRAM).standing()).isEqualTo(LACKS);
        assertThat(found.get(Capability.DUMP_PROGRAM).found())
                .contains("9.6.1", "the server is version")
                .doesNotContain("/");
        assertThat(found.get(Capability.DUMP_PROGRAM).mend()).contains("apt-get install postgresql-client-");
        assertThat(found.get(Capability.RESTORE_PROGRAM).found()).contains("\"pg_restore\" was not found");
        assertThat(found.get(Capability.SCRATCH).standing()).isEqualTo(LACKS);
    }

    @Test
    void aPlaceForBackupsIsADirectory() throws Exception {
        Path file = Files.createFile(backups.resolve("file"));

        assertThat(look(shop.environment(file.resolve("below")), List.of())
                        .get(Capability.BACKUP_DIRECTORY)
                        .standing())
                .isEqualTo(LACKS);
        assertThat(look(shop.environment(backups.resolve("not/there/yet")), List.of())
                        .get(Capability.BACKUP_DIRECTORY)
                        .standing())
                .isEqualTo(HAS);
    }

    private Environment environment(Login login) {
        return Environments.environment().database(login).build();
    }

    private Map<String, Capability> look(Environment environment, Map<String, Capability> before) throws Exception {
        return look(environment, List.copyOf(before.values()));
    }

    private Map<String, Capability> look(Environment environment, List<Capability> before) throws Exception {
        return byName(capabilities.look(environment, before));
    }

    private static Map<String, Capability> byName(List<Capability> found) {
        return found.stream().collect(Collectors.toMap(Capability::name, Function.identity()));
    }
}
