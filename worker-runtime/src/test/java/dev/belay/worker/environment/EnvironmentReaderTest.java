package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.DatabaseLimits;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.ObservedSettings;
import dev.belay.worker.environment.settings.ProbeSettings;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.environment.settings.TaskSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentReaderTest {
    @TempDir
    Path directory;

    private EnvironmentFile file;

    @BeforeEach
    void writeSecrets() throws Exception {
        file = new EnvironmentFile(directory);
        file.write("owner", "owner-content\n");
        file.write("reader", "reader-content\r\n");
        file.write("two-lines", "one\n\n");
    }

    @Test
    void readsTheExampleOfTheGuide() throws Exception {
        for (String secret : List.of("shop_owner", "shop_admin", "shop_reader", "shop_api_token")) {
            file.write(secret, secret + "-content\n");
        }

        Environment environment = file.usable(guideExample().replace("/run/secrets", directory.toString()));

        assertThat(environment.name()).isEqualTo("shop-production");
        assertThat(environment.requireDatabase().admin())
                .isEqualTo(new Login(
                        "jdbc:postgresql://127.0.0.1:5432/shop", "shop_admin", new Secret("shop_admin-content")));
        assertThat(environment.requireDatabase().readOnly().username()).isEqualTo("shop_reader");
        assertThat(environment.requireScratch().server()).isEmpty();
        assertThat(environment.requireBackups())
                .isEqualTo(new BackupSettings(Path.of("/var/backups/shop"), 7, 500_000_000, Optional.empty()));
        assertThat(environment.requireRollout().prepare())
                .extracting(CommandLine::arguments)
                .containsExactly(
                        List.of(
                                "git",
                                "-C",
                                "/srv/shop/repository",
                                "worktree",
                                "add",
                                "--force",
                                "${release.dir}",
                                "${version}"),
                        List.of("${release.dir}/bin/build"));
        assertThat(environment.requireRollout().stop())
                .containsExactly(new CommandLine(List.of("supervisorctl", "stop", "shop:*")));
        assertThat(environment.requireMigrations())
                .isEqualTo(new MigrationSettings(MigrationSettings.Tool.FLYWAY, "${release.dir}/migrations"));
        assertThat(environment.requireMaintenance().off()).hasSize(1);
        assertThat(environment.parts().http().get("internal"))
                .isEqualTo(new HttpAddress(
                        "internal",
                        URI.create("http://127.0.0.1:8000"),
                        Map.of(
                                "Host",
                                new Secret("shop.example.org"),
                                "Authorization",
                                new Secret("Bearer shop_api_token-content"))));
        assertThat(environment.parts().observed())
                .isEqualTo(new ObservedSettings(
                        Map.of(
                                "import-source",
                                new ProbeSettings.Http(
                                        new HttpAddress(
                                                "import-source",
                                                URI.create("https://1c.example.org/export/ping"),
                                                Map.of()),
                                        List.of(200, 204)),
                                "import-files",
                                new ProbeSettings.Files(
                                        "/srv/shop/import/*.xml",
                                        new Expectation(Expectation.Comparison.AT_LEAST, "1"))),
                        Map.of("api", Path.of("/var/log/shop/api.log")),
                        Optional.of(new HttpAddress("prometheus", URI.create("http://127.0.0.1:9090"), Map.of()))));
        assertThat(environment.secrets())
                .extracting(Secret::value)
                .containsExactlyInAnyOrder(
                        "shop_owner-content",
                        "shop_admin-content",
                        "shop_reader-content",
                        "shop_api_token-content",
                        "Bearer shop_api_token-content");
    }

    @Test
    void readsReplicasAndLimits() throws Exception {
        Environment environment = file.usable("""
                environment: shop
                database:
                  url: jdbc:postgresql://127.0.0.1/shop
                  username: shop_owner
                  password: ${file:%s/owner}
                  replicas:
                    - {url: "jdbc:postgresql://127.0.0.1:5433/shop", username: looker, password: "${file:%s/reader}"}
                  limits: {wal: 4GB, diskFree: [df]}
                """.formatted(directory, directory));

        DatabaseSettings database = environment.requireDatabase();
        assertThat(database.replicas())
                .containsExactly(
                        new Login("jdbc:postgresql://127.0.0.1:5433/shop", "looker", new Secret("reader-content")));
        assertThat(environment.secrets()).contains(new Secret("reader-content"));
        assertThat(database.limits())
                .isEqualTo(
                        new DatabaseLimits(Optional.of(new CommandLine(List.of("df"))), Optional.of(4_000_000_000L)));
    }

    @Test
    void readsAMigrationToolWithACommandOfItsOwn() throws Exception {
        Environment environment = file.usable("""
                environment: shop
                migrations:
                  tool: django
                  directory: ${release.dir}
                  command: [venv/bin/python, manage.py]
                  progress: 'Updated (?<done>\\d+)'
                  variables: {SECRET_KEY: "${file:%s/owner}", DB: "${database.url}", TEXT: "$${PLAIN}"}
                """.formatted(directory));

        MigrationSettings migrations = environment.requireMigrations();
        assertThat(migrations.tool()).isEqualTo(MigrationSettings.Tool.DJANGO);
        assertThat(migrations.command()).contains(new CommandLine(List.of("venv/bin/python", "manage.py")));
        assertThat(migrations.progress()).isPresent();
        assertThat(migrations.variables())
                .isEqualTo(Map.of("SECRET_KEY", "owner-content", "DB", "${database.url}", "TEXT", "$${PLAIN}"));
        assertThat(environment.secrets()).contains(new Secret("owner-content"));
        assertThat(migrations.toString()).doesNotContain("owner-content");
    }

    @Test
    void readsTasks() throws Exception {
        Environment environment = file.usable("""
                environment: shop
                tasks:
                  fill:
                    command: [fill, "${warehouse}"]
                    dryRun: [[fill, --dry-run]]
                    progress: 'Filled (?<done>\\d+)'
                    changes: data
                    undo: empty
                    repeatable: yes
                  empty: {command: [empty, "$${version}"], changes: outside}
                """);

        TaskSettings fill = environment.tasks().get("fill");
        assertThat(fill.command().arguments()).containsExactly("fill", "${warehouse}");
        assertThat(fill.dryRun()).contains(new CommandLine(List.of("fill", "--dry-run")));
        assertThat(fill.progress().orElseThrow().pattern()).isEqualTo("Filled (?<done>\\d+)");
        assertThat(fill.undo()).contains("empty");
        assertThat(fill.repeatable()).isTrue();
        assertThat(fill.changes()).isEqualTo(Manifest.Changes.DATA);
        TaskSettings empty = environment.tasks().get("empty");
        assertThat(empty.command().arguments()).containsExactly("empty", "$${version}");
        assertThat(empty.repeatable()).isFalse();
    }

    @Test
    void aSmallFileHasDefaultsAndNoSections() throws Exception {
        Environment environment = file.usable("environment: shop\nbackups: {directory: /var/backups}\n");

        assertThat(environment.pool()).isEqualTo("default");
        assertThat(environment.requireBackups().keep()).isEqualTo(3);
        assertThat(environment.parts().database()).isEmpty();
        assertThat(environment.parts().http()).isEmpty();
        assertThat(environment.tasks()).isEmpty();
        assertThat(environment.secrets()).isEmpty();
    }

    @Test
    void mainLoginServesWhereNoOtherIsNamed() throws Exception {
        DatabaseSettings database =
                file.usable(database("password: plain-content")).requireDatabase();

        assertThat(database.admin()).isEqualTo(database.main());
        assertThat(database.readOnly()).isEqualTo(database.main());
    }

    @Test
    void readsAScratchServer() throws Exception {
        Environment environment = file.usable(
                "environment: shop\nscratch: {url: 'jdbc:postgresql://127.0.0.1/postgres', username: u, password: plain-content}\n");

        assertThat(environment.requireScratch().server().orElseThrow().username())
                .isEqualTo("u");
        assertThat(environment.secrets()).containsExactly(new Secret("plain-content"));
    }

    @Test
    void fillsReferencesInWholeAndInPart() throws Exception {
        Environment environment = file.usable(database("password: a-${file:DIR/owner}-${env:SHOP_TOKEN}-$${x}"));

        assertThat(environment.requireDatabase().main().password().value())
                .isEqualTo("a-owner-content-variable-content-7-${x}");
        assertThat(environment.secrets())
                .extracting(Secret::value)
                .containsExactlyInAnyOrder(
                        "owner-content", "variable-content-7", "a-owner-content-variable-content-7-${x}");
    }

    @Test
    void takesOneNewlineOffAFilesEnd() throws Exception {
        assertThat(password("${file:DIR/owner}")).isEqualTo("owner-content");
        assertThat(password("${file:DIR/reader}")).isEqualTo("reader-content");
        assertThat(password("${file:DIR/two-lines}")).isEqualTo("one\n");
    }

    @Test
    void digestIsThatOfTheBytes() throws Exception {
        String text = "environment: shop # ä\n";

        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8")));

        assertThat(file.usable(text).digest()).isEqualTo(expected);
        assertThat(file.broken(text + "lags: {}\n").digest()).hasSize(64).isNotEqualTo(expected);
    }

    @Test
    void headersOfAnAddressComeBeforeTheCommonOnes() throws Exception {
        Environment environment = file.usable("""
                environment: shop
                http:
                  public: {baseUrl: "https://shop.example.org/base/", headers: {accept: text/plain}}
                  headers: {Accept: application/json, X-Api-Key: plain-content}
                """);

        HttpAddress address = environment.parts().http().get("public");
        assertThat(address.baseUrl()).isEqualTo(URI.create("https://shop.example.org/base"));
        assertThat(address.headers())
                .isEqualTo(Map.of("accept", new Secret("text/plain"), "X-Api-Key", new Secret("plain-content")));
        assertThat(environment.secrets()).containsExactly(new Secret("plain-content"));
    }

    @Test
    void showsNoSecretAsText() throws Exception {
        EnvironmentReading reading = file.read("""
                environment: shop
                database:
                  url: jdbc:postgresql://127.0.0.1/${file:DIR/owner}
                  username: ${file:DIR/owner}
                  password: ${file:DIR/owner}
                backups: {directory: "/${file:DIR/owner}"}
                http: {public: {baseUrl: "http://127.0.0.1/${file:DIR/owner}"}, headers: {Authorization: "${file:DIR/owner}"}}
                """);
        Environment environment = ((EnvironmentReading.Usable) reading).environment();

        assertThat(List.of(
                        reading.toString(),
                        environment.toString(),
                        environment.parts().toString(),
                        environment.parts().http().toString(),
                        environment.requireDatabase().toString(),
                        environment.secrets().toString()))
                .noneMatch(text -> text.contains("owner-content"));
    }

    @Test
    void tellsTheNameOfAFileThatIsNoYaml() throws Exception {
        assertThat(file.broken("environment: 'shop-one' \ntasks: [\n").name()).isEqualTo("shop-one");
        assertThat(file.broken("tasks: [\n").name()).isEqualTo("shop");
        assertThat(file.broken("environment: Bad Name\n").name()).isEqualTo("shop");
        assertThat(file.broken("tasks: [\n").pool()).isEmpty();
        assertThat(file.broken("environment: x\npool: east\nlags: {}\n").pool()).contains("east");
    }

    @Test
    void saysThatAFileCannotBeRead() {
        EnvironmentReading reading = EnvironmentFile.reader().read(directory.resolve("missing.yaml"));

        assertThat(reading).isInstanceOfSatisfying(EnvironmentReading.Broken.class, broken -> {
            assertThat(broken.name()).isEqualTo("missing");
            assertThat(broken.problem()).contains("missing.yaml:1:1: The file cannot be read: NoSuchFileException");
        });
    }

    private String password(String written) throws Exception {
        return file.usable(database("password: " + written))
                .requireDatabase()
                .main()
                .password()
                .value();
    }

    private static String database(String password) {
        return "environment: shop\ndatabase:\n  url: jdbc:postgresql://127.0.0.1:5432/shop\n  username: shop_owner\n  "
                + password + "\n";
    }

    private static String guideExample() throws Exception {
        String guide = Files.readString(Path.of("../docs/environment-files.md"));
        int from = guide.indexOf("```yaml\n") + "```yaml\n".length();
        return guide.substring(from, guide.indexOf("```", from));
    }
}
