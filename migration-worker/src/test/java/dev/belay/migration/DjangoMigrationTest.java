package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.evidence;
import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.MigrationsExpectation.OfApp;
import dev.belay.contracts.migration.MigrationsExpectation.Pending;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only Django does. */
@Tag("long")
class DjangoMigrationTest {
    private static final String ITEM = """
            from django.db import migrations, models


            class Migration(migrations.Migration):
                initial = True
                dependencies = []
                operations = [migrations.CreateModel("Item", [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("name", models.TextField()),
                ])]
            """;
    private static final String INDEX = """
            from django.contrib.postgres.operations import AddIndexConcurrently
            from django.db import migrations, models


            class Migration(migrations.Migration):
                atomic = False
                dependencies = [("shop", "0001_item")]
                operations = [AddIndexConcurrently("item", models.Index(fields=["name"], name="item_name"))]
            """;
    private static final String PLACE = """
            from django.db import migrations, models


            class Migration(migrations.Migration):
                dependencies = [("shop", "0001_item")]
                operations = [migrations.CreateModel("Place", [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("item", models.ForeignKey("shop.Item", models.CASCADE)),
                ])]
            """;
    private static final String FILL = """
            from django.db import migrations


            def fill(apps, schema_editor):
                Item = apps.get_model("shop", "Item")
                for number in range(1, 4):
                    Item.objects.create(name=str(number))
                    print("Updated %d of 3" % number)


            class Migration(migrations.Migration):
                dependencies = [("shop", "0001_item")]
                operations = [migrations.SeparateDatabaseAndState(
                    database_operations=[migrations.RunPython(fill)])]
            """;

    @TempDir
    Path directory;

    private MigrationFixture system;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.DJANGO, directory);
        system.project.file("shop/migrations/0001_item.py", ITEM);
    }

    @Test
    void bringsEachAppToItsTargetAndAllAppsBack() throws Exception {
        system.project.file("shop/migrations/0002_index.py", INDEX);
        system.project.file("stock/__init__.py", "");
        system.project.file("stock/migrations/__init__.py", "");
        system.project.file("stock/migrations/0001_place.py", PLACE);
        system.project.file("settings.py", DjangoProject.SETTINGS.replace("[\"shop\"]", "[\"shop\", \"stock\"]"));
        MigrationState empty = system.state();
        assertThat(empty.pending()).containsExactlyInAnyOrder("shop.0001_item", "shop.0002_index", "stock.0001_place");

        Done stock = system.migrate.handle(work(Map.of("stock", "0001")), system.execution("migrate-1"));

        assertThat(output(stock).applied()).containsExactly("shop.0001_item", "stock.0001_place");
        assertThat(output(stock).pending()).containsExactly("shop.0002_index");
        MigrationState before = system.state();
        assertThat(output(system.migrate()).applied())
                .containsExactly("shop.0001_item", "stock.0001_place", "shop.0002_index");
        Done reached = system.migrate.handle(work(Map.of("shop", "0001")), system.execution("migrate-2"));
        assertThat(evidence(reached, "applied")).as("never backwards").isEqualTo("none");
        assertThat(output(reached).applied()).hasSize(3);
        assertThat(output(system.undo(before)).fingerprint()).isEqualTo(before.fingerprint());
        assertThat(output(system.undo(empty)).fingerprint()).isEqualTo(empty.fingerprint());

        Failure unknown = failure(
                () -> system.migrate.handle(work(Map.of("shpo", "1", "shop", "9")), system.execution("migrate-3")));
        assertThat(unknown.message())
                .contains("no app \"shpo\"", "there are: shop, stock", "No migration of app \"shop\" begins with \"9\"")
                .contains("Nothing was changed");
    }

    @Test
    void judgesAheadAndPerAppAndAppliesNothing() throws Exception {
        system.project.file("shop/migrations/0002_fill.py", FILL);

        Failure failure = failure(() -> ahead(Map.of()));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("shop.0002_fill: RunPython(fill)");
        assertThat(failure.next()).contains("undo: restore");
        assertThat(evidence(ahead(Map.of("shop", "0001")), "would apply")).isEqualTo("shop.0001_item");
        assertThat(((MigrationState) Objects.requireNonNull(
                                ahead(Map.of("shop", "0001")).output()))
                        .planned())
                .singleElement()
                .satisfies(planned -> {
                    assertThat(planned.version()).isEqualTo("shop.0001_item");
                    assertThat(planned.digest()).as("of its file").hasSize(64);
                });
        assertThat(failure(() -> ahead(Map.of("shop", "9"))).message())
                .contains("No migration of app \"shop\" begins with \"9\"");
        assertThat(system.state().applied()).isEmpty();
    }

    private Done ahead(Map<String, String> apps) throws Exception {
        return system.state.handle(
                new MigrationStateWork(system.work().release(), null, new MigrationStateWork.Ahead(null, apps, true)),
                system.execution("migrate-1.ahead"));
    }

    @Test
    void tellsBeforeAnythingChangesWhatHasNoWayBackAndHowFarALongOneHasCome() throws Exception {
        system.project.file("shop/migrations/0002_fill.py", FILL);
        MigrationState before = system.state();

        Done read = system.state.handle(system.stateWork(), system.execution("state-1"));
        assertThat(evidence(read, "no way back"))
                .isEqualTo("shop.0002_fill: RunPython(fill); only a restore takes this back");

        HandlerExecution execution = system.execution("migrate-1");
        system.migrate.handle(system.work(), execution);
        assertThat(execution.progress())
                .contains(
                        new Progress(0, 2L, "migrations", "shop.0001_item"),
                        new Progress(1, 2L, "migrations", "shop.0001_item"),
                        new Progress(1, 3L, "items", "shop.0002_fill"),
                        new Progress(3, 3L, "items", "shop.0002_fill"),
                        new Progress(2, 2L, "migrations", "shop.0002_fill"));

        Failure failure = failure(() -> system.undo(before));
        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("shop.0002_fill: RunPython(fill)", "Nothing was undone");
    }

    @Test
    void judgesEachApplicationByItself() throws Exception {
        system.project.file("shop/migrations/0002_index.py", INDEX);
        system.project.file("stock/__init__.py", "");
        system.project.file("stock/migrations/__init__.py", "");
        system.project.file("stock/migrations/0001_place.py", PLACE);
        system.project.file("settings.py", DjangoProject.SETTINGS.replace("[\"shop\"]", "[\"shop\", \"stock\"]"));
        system.migrate.handle(work(Map.of("shop", "0001")), system.execution("migrate-1"));

        state(apps(
                "shop", new OfApp("0001", Pending.EXACTLY, List.of("0002")),
                "stock", new OfApp("none", Pending.EXACTLY, List.of("0001_place"))));

        assertThat(failure(() -> state(apps(
                                "shop", new OfApp("0002", Pending.EXACTLY, List.of("0001", "0002")),
                                "stock", new OfApp(null, Pending.NONE, List.of()))))
                        .message())
                .isEqualTo("The migrations are not as expected: the newest applied version of shop is 0001_item,"
                        + " expected was 0002; pending of shop: found 0002_index, expected were exactly 0001, 0002;"
                        + " 1 migrations of stock are pending, expected were none: 0001_place.");
    }

    @Test
    void findsChangesOfTheModelsThatNoMigrationMakes() throws Exception {
        system.project.file(
                "shop/migrations/0001_item.py", ITEM.replace("primary_key=True", "primary_key=True, serialize=False"));
        system.project.file("shop/models.py", """
                from django.db import models

                class Item(models.Model):
                    id = models.BigAutoField(primary_key=True)
                    name = models.TextField()
                """);
        system.migrate();
        MigrationsExpectation nothingMissing =
                new MigrationsExpectation(null, Pending.NONE, List.of(), Pending.NONE, Map.of());
        state(nothingMissing);

        system.project.file("shop/models.py", """
                from django.db import models

                class Item(models.Model):
                    id = models.BigAutoField(primary_key=True)
                    name = models.TextField()
                    size = models.IntegerField(null=True)
                """);

        assertThat(failure(() -> state(nothingMissing)).message())
                .contains("the models have changes that no migration makes", "Migrations for 'shop'", "size");
    }

    private void state(MigrationsExpectation expectation) throws InterruptedException {
        system.state.handle(new MigrationStateWork(system.work().release(), expectation), system.execution("state-9"));
    }

    private static MigrationsExpectation apps(String one, OfApp ofOne, String other, OfApp ofOther) {
        return new MigrationsExpectation(null, Pending.ANY, List.of(), Pending.ANY, Map.of(one, ofOne, other, ofOther));
    }

    @Test
    void refusesSettingsThatLeadElsewhere() throws Exception {
        system.project.file(
                "settings.py", DjangoProject.SETTINGS.replace("os.environ[\"PGDATABASE\"]", "\"postgres\""));
        assertThat(failure(system::migrate).message()).contains("found database \"postgres\"", "Nothing was changed");

        system.project.file(
                "settings.py",
                DjangoProject.SETTINGS.replace(
                        "\"ENGINE\"", "\"OPTIONS\": {\"application_name\": \"shop\"}, \"ENGINE\""));
        assertThat(failure(system::migrate).message()).contains("sessions are named \"shop\"", "Nothing was changed");
        assertThat(system.exists("shop_item")).isFalse();
    }

    @Test
    void givesTheSettingsTheirOwnVariables() throws Exception {
        system.project.file(
                "settings.py",
                DjangoProject.SETTINGS
                        .replace("PGPASSWORD", "SHOP_SECRET")
                        .replace("os.environ[\"PGDATABASE\"]", "os.environ[\"SHOP_URL\"].split(\"/\")[-1]"));
        MigrationSettings settings = system.project.settings();
        HandlerExecution execution = HandlerExecution.of(
                "migrate-1",
                Environments.environment()
                        .database(system.login)
                        .migrations(new MigrationSettings(
                                settings.tool(),
                                settings.directory(),
                                settings.command(),
                                settings.progress(),
                                Map.of("SHOP_SECRET", "${database.password}", "SHOP_URL", "${database.url}")))
                        .build());

        assertThat(output(system.migrate.handle(system.work(), execution)).applied())
                .containsExactly("shop.0001_item");
        assertThat(execution.databaseSessionsKnown()).isFalse();
    }

    @Test
    void namesSeveralNewestMigrationsOfOneApp() throws Exception {
        system.project.file("shop/migrations/0002_fill.py", FILL);
        system.project.file("shop/migrations/0002_index.py", INDEX);

        assertThat(failure(system::migrate).message())
                .contains("App \"shop\" has several newest migrations: 0002_fill, 0002_index");
    }

    private MigrateWork work(Map<String, String> apps) {
        return new MigrateWork(system.work().release(), null, apps);
    }
}
