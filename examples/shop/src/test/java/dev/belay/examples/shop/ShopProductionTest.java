package dev.belay.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.examples.shop.observation.Maintenance;
import dev.belay.examples.shop.observation.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One shop lives through its releases, in order, as a production system does. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShopProductionTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path temporary;
    private static ThrowawayPostgres postgres;
    private static ShopProduction shop;
    private static Duration creation;

    @BeforeAll
    static void create(@TempDir Path directory) throws IOException {
        temporary = directory;
        postgres = ThrowawayPostgres.start();
        Instant start = Instant.now();
        shop = ShopProduction.create(temporary.resolve("production"), postgres.server());
        creation = Duration.between(start, Instant.now());
        System.out.println("Created in " + creation);
    }

    @AfterAll
    static void stop() throws IOException {
        if (Files.exists(shop.directory().root())) {
            shop.stop();
        }
        postgres.close();
    }

    @Test
    @Order(1)
    void isCreatedSoonWithTheFirstVersionLive() throws Exception {
        assertThat(creation).isLessThan(Duration.ofSeconds(30));

        assertThat(get(shop.publicUrl(), "/api/health").body()).contains("\"UP\"", "\"1.0.0\"");
        assertThat(get(shop.publicUrl(), "/api/orders?limit=7").body()).contains("{\"count\" : 7");
        assertThat(get(shop.publicUrl(), "/api/orders/120000").body()).contains("\"lines\"", "\"quantity\"");
        assertThat(get(shop.publicUrl(), "/api/orders/120001").statusCode()).isEqualTo(404);
        assertThat(get(shop.publicUrl(), "/api/products").body()).contains("\"count\" : 240");
        assertThat(get(shop.publicUrl(), "/api/statistics").body()).contains("\"revenue\"");
        assertThat(get(shop.publicUrl(), "/api/ordersX").statusCode()).isEqualTo(404);
        assertThat(shop.shopctl("current")).isEqualTo("v1.0.0");
    }

    @Test
    @Order(2)
    void holdsAsManyOrdersAsARealShop() {
        Observation observation = shop.observer().observe();

        assertThat(observation.database().tables())
                .hasEntrySatisfying(
                        "orders", content -> assertThat(content.rows()).isEqualTo(120_000))
                .hasEntrySatisfying(
                        "order_lines", content -> assertThat(content.rows()).isEqualTo(240_000));
        assertThat(observation.database().migrations())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1 shop");
    }

    @Test
    @Order(3)
    void keepsPasswordsToItsOwner() throws IOException {
        for (String role : new String[] {"shop_owner", "shop_app", "shop_reader"}) {
            Path secret = shop.directory().root().resolve("secrets").resolve(role);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(shop.environmentFile())).doesNotContain(Files.readString(secret));
        }
    }

    @Test
    @Order(4)
    void writesTheEnvironmentAndPlansWithThisMachinesPaths() throws IOException {
        assertThat(Files.readString(shop.environmentFile()))
                .contains("baseUrl: \"" + shop.publicUrl() + "\"", "url: \"" + shop.databaseUrl() + "\"")
                .contains("keep: 3", "[\"" + shop.directory().root() + "/bin/shopctl\", start]")
                .doesNotContainPattern("@\\w+@");
        assertThat(shop.releasePlan()).content().startsWith("plan: shop-release\n");
        assertThat(shop.stockCountPlan()).content().startsWith("plan: shop-stock-count\n");
        assertThat(ShopProduction.open(shop.directory().root()).publicUrl()).isEqualTo(shop.publicUrl());
    }

    @Test
    @Order(4)
    void givesEachRoleNoMoreThanItsWorkNeeds() {
        assertThatThrownBy(() -> execute(ShopRole.READER, "update products set stock = 0"))
                .hasMessageContaining("read-only");
        assertThatThrownBy(() -> execute(ShopRole.APPLICATION, "drop table products"))
                .hasMessageContaining("owner");
        assertThatThrownBy(() -> execute(ShopRole.OWNER, "create role another")).hasMessageContaining("permission");
    }

    @Test
    @Order(5)
    void showsTheMaintenancePageToThePublicAlone() throws Exception {
        shop.shopctl("maintenance-on");

        HttpResponse<String> page = get(shop.publicUrl(), "/");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("60");
        assertThat(get(shop.publicUrl(), "/api/orders").statusCode()).isEqualTo(503);
        assertThat(get(shop.internalUrl(), "/api/orders").statusCode()).isEqualTo(200);
        assertThat(shop.observer().maintenance()).isEqualTo(Maintenance.ON);

        shop.shopctl("maintenance-off");
        assertThat(get(shop.publicUrl(), "/api/orders").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void startsAndStopsAsOftenAsAsked() {
        assertThat(shop.shopctl("start")).contains("runs already");
        shop.stop();
        assertThat(shop.shopctl("stop")).contains("does not run");
        assertThat(shop.observer().answers())
                .allSatisfy((path, answer) -> assertThat(answer.status()).isEqualTo("none"));

        shop.start();
        assertThat(shop.shopctl("restart")).contains("Started v1.0.0");
        assertThat(shop.shopctl("status")).contains("v1.0.0 runs as process", "maintenance off");
    }

    @Test
    @Order(6)
    void livesOnWhenTheCallersProcessesAreKilled() throws Exception {
        shop.stop();
        String shopctl = shop.directory().root().resolve("bin/shopctl").toString();
        Process caller =
                new ProcessBuilder("setsid", "sh", "-c", "\"$1\" start; echo started; sleep 60", "sh", shopctl).start();
        try (BufferedReader output = caller.inputReader()) {
            assertThat(output.readLine()).startsWith("Started");
            assertThat(output.readLine()).isEqualTo("started");
        }

        Program.run(temporary, Map.of(), List.of("sh", "-c", "kill -KILL -" + caller.pid()));

        assertThat(caller.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shop.shopctl("status")).contains("runs as process");
        assertThat(get(shop.publicUrl(), "/api/health").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void saysWhyTheServiceDoesNotStart() throws Exception {
        shop.stop();
        Path settings = shop.directory().settings();
        String good = Files.readString(settings);
        Files.writeString(settings, good.replaceFirst("(?m)^database.url=.*$", ""));

        assertThatThrownBy(shop::start)
                .isInstanceOf(ShopSetupException.class)
                .hasMessageContaining("v1.0.0 ended while it started")
                .hasMessageContaining("has no value for database.url");

        Files.writeString(settings, good);
        shop.start();
    }

    @Test
    @Order(7)
    void seesOneChangedRowAndItsReturn() throws Exception {
        Observation before = shop.observer().observe();

        execute(ShopRole.OWNER, "update products set stock = stock + 1 where id = 17");
        assertThat(shop.observer().observe().differencesFrom(before))
                .containsExactly(
                        "table products: 240 rows as before, but with other content",
                        "GET /api/products: answers 200 as before, but another body");

        execute(ShopRole.OWNER, "update products set stock = stock - 1 where id = 17");
        assertThat(shop.observer().observe().differencesFrom(before)).isEmpty();
    }

    @Test
    @Order(8)
    void takesTheSecondVersionAndItsUndoLeavesNothing() throws Exception {
        Observation before = shop.observer().observe();

        release(ShopVersion.V2);
        Observation after = shop.observer().observe();
        assertThat(after.answers())
                .allSatisfy((path, answer) -> assertThat(answer.status()).isEqualTo("200"));
        assertThat(get(shop.publicUrl(), "/api/orders?limit=100").body())
                .contains("\"channel\":\"web\"", "\"channel\":\"marketplace\"");
        assertThat(after.differencesFrom(before))
                .contains("live version: v2.0.0, was v1.0.0")
                .anyMatch(line -> line.contains("column orders.channel text not null default 'web'"));

        undo(ShopVersion.V2, "2");
        takeBackTo(ShopVersion.V1);
        assertThat(shop.observer().observe().differencesFrom(before)).isEmpty();
        assertThat(shop.observer().observe()).isEqualTo(before);
    }

    @Test
    @Order(9)
    void breaksExactlyOneEndpointWithTheThirdVersion() throws Exception {
        release(ShopVersion.V2);
        Observation before = shop.observer().observe();

        release(ShopVersion.V3);
        assertThat(shop.observer().answers())
                .allSatisfy((path, answer) ->
                        assertThat(answer.status()).as(path).isEqualTo(path.equals("/api/statistics") ? "500" : "200"));
        assertThat(Files.readString(shop.directory().log())).contains("ERROR /api/statistics");
        assertThat(get(shop.publicUrl(), "/api/products").body()).contains("\"discount\":\"Last pieces\"");

        undo(ShopVersion.V3, "3");
        takeBackTo(ShopVersion.V2);
        assertThat(shop.observer().observe().differencesFrom(before)).isEmpty();
    }

    @Test
    @Order(10)
    void preparesAVersionOnceAndRefusesOneThatIsNotThere() {
        shop.prepare(ShopVersion.V2);

        String release = shop.directory().releases().resolve("v9.9.9").toString();
        String prepare = shop.directory().root().resolve("bin/prepare").toString();
        assertThatThrownBy(() -> Program.run(temporary, Map.of(), List.of(prepare, release, "v9.9.9")))
                .hasMessageContaining("no tag v9.9.9; it has: v1.0.0 v2.0.0 v3.0.0");
        assertThat(Path.of(release)).doesNotExist();
    }

    @Test
    @Order(11)
    void countsTheStockAndSaysHowFarItIs() {
        String recount = shop.directory().root().resolve("bin/recount-stock").toString();

        assertThat(Program.run(temporary, Map.of(), List.of(recount))).contains("Counted 1 of 12", "Counted 12 of 12");
        assertThat(Program.run(temporary, Map.of(), List.of(recount, "--dry-run")))
                .isEqualTo("Would count 12 categories");
    }

    @Test
    @Order(12)
    void refusesASecondShopOnTheSameServerAndGoesWithoutATrace() throws Exception {
        assertThatThrownBy(() -> ShopProduction.create(temporary.resolve("second"), postgres.server()))
                .isInstanceOf(ShopSetupException.class)
                .hasMessageContaining("shop_production");

        shop.remove(postgres.server());
        assertThat(temporary.resolve("production")).doesNotExist();
        new ShopDatabase(postgres.server(), new ShopDirectory(temporary.resolve("second"))).requireAbsent();
    }

    private static void release(ShopVersion version) throws IOException {
        shop.prepare(version);
        new ShopDatabase(postgres.server(), shop.directory())
                .migrate(shop.directory().release(version).resolve("migrations"));
        takeBackTo(version);
    }

    private static void takeBackTo(ShopVersion version) {
        shop.stop();
        shop.activate(version);
        shop.start();
    }

    private static void undo(ShopVersion version, String number) throws IOException, SQLException {
        Path migrations = shop.directory().release(version).resolve("migrations");
        try (var files = Files.newDirectoryStream(migrations, "U" + number + "__*.sql")) {
            execute(ShopRole.OWNER, Files.readString(files.iterator().next()));
        }
        execute(ShopRole.OWNER, "delete from flyway_schema_history where version = '" + number + "'");
    }

    private static void execute(ShopRole role, String sql) throws SQLException, IOException {
        try (Connection connection =
                        DriverManager.getConnection(shop.databaseUrl(), role.login(), role.password(shop.directory()));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }
}
