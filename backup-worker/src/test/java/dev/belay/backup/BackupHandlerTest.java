package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupHandlerTest {
    private static final Set<Verification> ALL = EnumSet.allOf(Verification.class);
    private static final Shop SHOP = Shop.open(2_000);

    private final SupervisedProcesses processes = new SupervisedProcesses(Duration.ofSeconds(1));
    private final BackupHandler handler = new BackupHandler(PostgresPrograms.ofThisHost(processes), processes);

    @TempDir
    Path backups;

    @Test
    void takesABackupThatPassesEveryVerification() throws Exception {
        HandlerExecution execution = HandlerExecution.of("backup-1", SHOP.environment(backups));

        Done done = handler.handle(new BackupWork(ALL, null), execution);

        BackupTaken taken = (BackupTaken) done.output();
        assertThat(taken.verified()).containsExactlyInAnyOrderElementsOf(ALL);
        Path dump = Path.of(taken.file());
        assertThat(dump).isRegularFile().hasSize(taken.bytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump.getParent())))
                .isEqualTo("rwx------");
        assertThat(files())
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("dump.pgc.zst", "manifest.json", "in-use.lock");
        assertThat(Files.readString(dump.resolveSibling("manifest.json")))
                .contains("\"orders\"", "\"largeObjects\" : 1", SHOP.owner())
                .doesNotContain(ThrowawayPostgres.shared().password());
        assertThat(execution.databaseSessions()).isEqualTo(2);
        assertThat(execution.progress())
                .anySatisfy(now -> assertThat(now.message()).matches("dumping orders \\(table \\d of \\d\\)"))
                .anySatisfy(now -> assertThat(now.message()).isEqualTo("decompressing the dump"))
                .anySatisfy(now -> assertThat(now.unit()).isEqualTo("tables"))
                .allSatisfy(now -> assertThat(now.total()).isNotNull());
        assertThat(done.evidence()).extracting("label").contains("test restore", "checksum", "list");
        assertThat(done.evidence()).contains(new Evidence("restore beside and swap", "possible, as the server is now"));
    }

    @Test
    void saysBeforeTheReleaseWhyARestoreWouldNotBePossible() throws Exception {
        HandlerExecution execution = HandlerExecution.of("backup-1", SHOP.environmentOfOwner(backups));

        Done done = handler.handle(new BackupWork(Set.of(Verification.RESTORE), null), execution);

        assertThat(done.evidence())
                .filteredOn(item -> item.label().equals("restore beside and swap"))
                .singleElement()
                .satisfies(item -> assertThat(item.value())
                        .contains("not possible", "\"" + SHOP.owner() + "\" may not create databases (CREATEDB)"));
    }

    @Test
    void takesNoBackupThatALaterStepWouldCountOnInVain() throws Exception {
        HandlerExecution execution = HandlerExecution.of("backup-1", SHOP.environmentOfOwner(backups));

        assertThatThrownBy(() -> handler.handle(
                        new BackupWork(Set.of(Verification.RESTORE), null, BackupWork.WayBack.RESTORE, null),
                        execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.RESTORE_NOT_POSSIBLE);
                    assertThat(failed.failure().message())
                            .contains("\"" + SHOP.owner() + "\" may not create databases (CREATEDB)", "No dump was");
                });

        assertThat(files()).isEmpty();
    }

    @Test
    void takesABackupThatALaterStepCountsOnWhereItCanBeRestored() throws Exception {
        HandlerExecution execution = HandlerExecution.of("backup-1", SHOP.environment(backups));

        Done done = handler.handle(
                new BackupWork(Set.of(Verification.CHECKSUM), null, BackupWork.WayBack.RESTORE, null), execution);

        assertThat(((BackupTaken) done.output()).verified()).containsExactly(Verification.CHECKSUM);
    }

    @Test
    void verifiesOnANamedScratchServerAndLeavesNothingThere() throws Exception {
        Login scratch = ThrowawayPostgres.shared().superuser("postgres");
        HandlerExecution execution = HandlerExecution.of("backup-1", SHOP.environment(backups, Optional.of(scratch)));

        Done done = handler.handle(new BackupWork(Set.of(Verification.RESTORE), null), execution);

        assertThat(((BackupTaken) done.output()).verified()).containsExactly(Verification.RESTORE);
        assertThat(ThrowawayPostgres.shared()
                        .text("postgres", "select count(*) from pg_database where datname like 'belay%'"))
                .isEqualTo("0");
    }

    /** Counted with such a policy in force, one row of a thousand would pass for all of them. */
    @Test
    void neverTakesTheRowsThatAPolicyShowsForAllOfThem() throws Exception {
        Shop hiding = hiding();
        HandlerExecution execution = HandlerExecution.of("backup-1", hiding.environment(backups));

        assertThatThrownBy(() -> handler.handle(new BackupWork(Set.of(), null), execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.DATABASE_RIGHT_MISSING);
                    assertThat(failed.failure().message() + failed.failure().excerpt())
                            .contains("customers");
                    assertThat(failed.failure().next()).contains("alter role ... bypassrls");
                });
        assertThat(files()).isEmpty();
    }

    @Test
    void countsAllRowsWhereThePolicyBindsTheOwnerOfTheScratchPlaceToo() throws Exception {
        Shop hiding = hiding();
        ThrowawayPostgres server = ThrowawayPostgres.shared();
        String tester = hiding.database() + "_tester";
        server.execute(
                "postgres",
                "alter role " + hiding.owner() + " bypassrls",
                "create role " + tester + " login createdb password '" + server.password() + "'");

        HandlerExecution execution = HandlerExecution.of(
                "backup-1", hiding.environment(backups, Optional.of(server.login("postgres", tester))));

        Done done = handler.handle(new BackupWork(Set.of(Verification.RESTORE), null), execution);

        assertThat(((BackupTaken) done.output()).verified()).containsExactly(Verification.RESTORE);
        assertThat(execution.progress())
                .as("in order, by one job")
                .anySatisfy(now -> assertThat(now.message()).isEqualTo("restoring customers"));
        assertThat(Files.readString(
                        Path.of(((BackupTaken) done.output()).file()).resolveSibling("manifest.json")))
                .containsPattern("\"customers\",\\s*\"rows\" : 1000");
    }

    private static Shop hiding() {
        Shop shop = Shop.open(10);
        shop.execute(
                "set role " + shop.owner(),
                "alter table customers force row level security",
                "drop policy everybody on customers",
                "create policy one on customers using (id = 1)");
        return shop;
    }

    @Test
    void namesUserAndHostAndNeverThePasswordWhenTheLoginIsRefused() {
        Login wrong = new Login(SHOP.login().url(), SHOP.owner(), new Secret("not-the-right-one"));
        Environment environment =
                Environments.environment().database(wrong).backups(backups, 3).build();

        assertThatThrownBy(() ->
                        handler.handle(new BackupWork(Set.of(), null), HandlerExecution.of("backup-1", environment)))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.DATABASE_LOGIN_REFUSED);
                    assertThat(failed.failure().message())
                            .contains(SHOP.owner(), "127.0.0.1")
                            .doesNotContain("not-the-right-one");
                });
        assertThat(files()).isEmpty();
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        Login nowhere = new Login("jdbc:postgresql://127.0.0.1:1/shop", "somebody", new Secret("whatever"));
        Environment environment =
                Environments.environment().database(nowhere).backups(backups, 3).build();

        assertThatThrownBy(() ->
                        handler.handle(new BackupWork(Set.of(), null), HandlerExecution.of("backup-1", environment)))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().code())
                .isEqualTo(FailureCode.DATABASE_UNREACHABLE);
    }

    private List<Path> files() {
        try (Stream<Path> paths = Files.walk(backups)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
