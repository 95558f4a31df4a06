package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.worker.database.TaggedSessions;
import dev.belay.worker.database.TargetFence;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is frozen while a tool's own command is at work, and woken when another has its turn. */
@Tag("long")
class FrozenWorkerTest {
    private static final FenceToken TURN = FenceToken.parse("deployment-1/1");

    @TempDir
    Path directory;

    private MigrationFixture system;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.DJANGO, directory);
        system.add(Change.of("effects", "create table effects (id int)", "drop table effects"));
        system.migrate();
        system.file("shop/migrations/0002_slow.py", """
                import os, time
                from django.db import connection, migrations

                HERE = "%s/"

                def connects_again(apps, schema_editor):
                    with open(HERE + "child", "w") as file:
                        file.write(str(os.getpid()))
                    os.rename(HERE + "child", HERE + "waits")
                    while not os.path.exists(HERE + "goes-on"):
                        time.sleep(0.05)
                    connection.close()
                    with connection.cursor() as cursor:
                        cursor.execute("insert into effects values (1)")

                class Migration(migrations.Migration):
                    atomic = False
                    dependencies = [("shop", "0001_effects")]
                    operations = [migrations.RunPython(connects_again)]
                """.formatted(directory));
    }

    @Test
    void theCommandHasNoEffectOnceTheTurnIsOver() throws Exception {
        TargetFence.claim(new FenceClaim(TURN, null), system.execution("fence-1"));
        Process worker = MigratingProcess.start(system.login, directory, TURN, Duration.ofSeconds(2));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("waits")));
            long child = Long.parseLong(Files.readString(directory.resolve("waits")));

            signal("STOP", worker);
            TargetFence.claim(new FenceClaim(TURN.next(), null), system.execution("fence-2"));
            TaggedSessions.end(system.execution("quiesce-1"), "belay/deployment-1/migrate");
            await("the command ends with the silence of its worker")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ProcessHandle.of(child)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
            Files.createFile(directory.resolve("goes-on"));
            signal("CONT", worker);

            assertThat(new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("The turn deployment-1/1");
            assertThat(system.query("select count(*) from effects")).isEqualTo("0");
            assertThat(system.query("select count(*) from django_migrations where name = '0002_slow'"))
                    .isEqualTo("0");
        } finally {
            worker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aWorkerThatIsAliveLosesNoCommandHoweverLongItTakes() throws Exception {
        TargetFence.claim(new FenceClaim(TURN, null), system.execution("fence-1"));
        Process worker = MigratingProcess.start(system.login, directory, TURN, Duration.ofSeconds(2));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("waits")));
            long waits = Files.getLastModifiedTime(directory.resolve("waits")).toMillis();
            await().atMost(Duration.ofSeconds(20)).until(() -> System.currentTimeMillis() - waits > 5_000);
            Files.createFile(directory.resolve("goes-on"));

            assertThat(new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("done");
            assertThat(system.query("select count(*) from effects")).isEqualTo("1");
        } finally {
            worker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
