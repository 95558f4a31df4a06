package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentDirectoryTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path directory;

    private final List<EnvironmentDirectory> opened = new ArrayList<>();
    private EnvironmentFile file;

    @BeforeEach
    void prepare() {
        file = new EnvironmentFile(directory);
    }

    @AfterEach
    void close() {
        opened.forEach(EnvironmentDirectory::close);
    }

    @Test
    void findsTheEnvironmentsOfItsPool() throws Exception {
        file.write("a.yaml", "environment: shop\n");
        file.write("b.yml", "environment: store\n");
        file.write("c.yaml", "environment: far\npool: east\n");
        file.write("d.txt", "environment: text\n");
        file.write(".e.yaml", "environment: hidden\n");
        Files.createDirectory(directory.resolve("f.yaml"));

        EnvironmentDirectory environments = open();

        assertThat(environments.all()).extracting(EnvironmentReading::name).containsExactly("shop", "store");
        assertThat(environments.find("store")).isPresent();
        assertThat(environments.find("far")).isEmpty();
        assertThat(environments.require("shop").name()).isEqualTo("shop");
    }

    @Test
    void saysWhichEnvironmentsThereAre() throws Exception {
        file.write("a.yaml", "environment: shop-production\n");
        file.write("c.yaml", "environment: far\npool: east\n");
        EnvironmentDirectory environments = open();

        assertThatThrownBy(() -> environments.require("shop-prodution"))
                .isInstanceOfSatisfying(WorkFailed.class, unavailable -> {
                    assertThat(unavailable.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_UNKNOWN);
                    assertThat(unavailable.failure().next()).isEqualTo("Did you mean \"shop-production\"?");
                })
                .hasMessage("No file in " + directory + " describes environment \"shop-prodution\" for pool"
                        + " \"default\"; found shop-production.");
        assertThatThrownBy(() -> environments.require("far")).hasMessageContaining("it belongs to pool \"east\".");
    }

    @Test
    void saysWhatIsWrongWithAnEnvironment() throws Exception {
        file.write("a.yaml", "environment: shop\nlags: {}\npool: default\nprob: {}\n");
        EnvironmentDirectory environments = open();

        assertThat(environments.find("shop")).isEmpty();
        assertThatThrownBy(() -> environments.require("shop"))
                .isInstanceOfSatisfying(WorkFailed.class, unavailable -> {
                    assertThat(unavailable.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_INVALID);
                    assertThat(unavailable.failure().next()).contains("Mend " + directory.resolve("a.yaml"));
                })
                .hasMessageContaining("(2 findings)")
                .hasMessageContaining("a.yaml:2:1: Key \"lags\"")
                .hasMessageContaining("a.yaml:4:1: Key \"prob\"");
    }

    @Test
    void theLaterOfTwoFilesWithOneNameIsBroken() throws Exception {
        file.write("a.yaml", "environment: shop\n");
        file.write("shop.yaml", "environment: shop\npool: default\n");
        EnvironmentDirectory environments = open();

        assertThat(environments.require("shop").digest())
                .isEqualTo(environments.all().get(0).digest());
        assertThat(environments.all().get(1))
                .isInstanceOfSatisfying(
                        EnvironmentReading.Broken.class,
                        broken -> assertThat(broken.problem())
                                .contains("is described here and, before, in " + directory.resolve("a.yaml")));
        assertThat(environments.all().get(1).name()).isEqualTo("shop.yaml");
    }

    @Test
    void followsFilesThatComeChangeBreakAndGo() throws Exception {
        EnvironmentDirectory environments = open();
        List<List<EnvironmentReading>> told = new CopyOnWriteArrayList<>();
        environments.onChange(told::add);

        file.write("a.yaml", "environment: shop\n");
        environments.refresh();
        assertThat(environments.find("shop")).isPresent();

        file.write("a.yaml", "environment: shop\nbackups: {directory: /b}\n");
        environments.refresh();
        assertThat(environments.require("shop").parts().backups()).isPresent();

        file.write("a.yaml", "environment: shop\nbackups: {directory: \n");
        environments.refresh();
        assertThatThrownBy(() -> environments.require("shop")).hasMessageContaining("not valid YAML");
        environments.refresh();
        assertThatThrownBy(() -> environments.require("shop")).hasMessageContaining("not valid YAML");

        Files.delete(directory.resolve("a.yaml"));
        environments.refresh();
        assertThatThrownBy(() -> environments.require("shop")).hasMessageContaining("there is none of this pool");
        assertThat(told).hasSize(4);
        assertThat(told.get(3)).isEmpty();
    }

    @Test
    void anEnvironmentWhoseFileIsRemovedStaysForWhatHasBegunThereUntilItComesBack() throws Exception {
        file.write("a.yaml", "environment: shop\nbackups: {directory: /first}\n");
        EnvironmentDirectory environments = open();

        Files.delete(directory.resolve("a.yaml"));
        environments.refresh();

        assertThat(environments.all()).isEmpty();
        assertThat(environments.find("shop")).isEmpty();
        assertThat(environments.require("shop").parts().backups().orElseThrow().directory())
                .isEqualTo(Path.of("/first"));

        file.write("b.yaml", "environment: shop\nbackups: {directory: /second}\n");
        environments.refresh();

        assertThat(environments.require("shop").parts().backups().orElseThrow().directory())
                .isEqualTo(Path.of("/second"));
    }

    @Test
    void readsAgainWhenASecretAppearsOrChanges() throws Exception {
        file.write(
                "a.yaml",
                "environment: shop\ndatabase: {url: 'jdbc:postgresql:shop', username: u, password: '${file:DIR/p}'}\n");
        EnvironmentDirectory environments = open();
        assertThatThrownBy(() -> environments.require("shop")).hasMessageContaining("which does not exist");

        file.write("p", "first-content");
        environments.refresh();
        assertThat(password(environments)).isEqualTo("first-content");

        file.write("p", "second-content");
        environments.refresh();
        assertThat(password(environments)).isEqualTo("second-content");
    }

    @Test
    void aRefreshWithoutAChangeTellsNobody() throws Exception {
        file.write("a.yaml", "environment: shop\n");
        EnvironmentDirectory environments = open();
        List<List<EnvironmentReading>> told = new CopyOnWriteArrayList<>();
        environments.onChange(told::add);

        environments.refresh();

        assertThat(told).isEmpty();
    }

    @Test
    void picksUpChangesByItselfThoughAListenerFails() throws Exception {
        EnvironmentDirectory environments = remember(EnvironmentDirectory.open(
                directory.resolve("later"), "default", EnvironmentFile.reader(), Duration.ofMillis(20)));
        environments.onChange(readings -> {
            throw new IllegalStateException("on purpose");
        });
        Files.createDirectory(directory.resolve("later"));

        file.write("later/a.yaml", "environment: shop\n");
        await().until(() -> environments.find("shop").isPresent());
        file.write("later/b.yaml", "environment: store\n");
        await().until(() -> environments.find("store").isPresent());
    }

    @Test
    void endsItsThreadWhenClosed() {
        EnvironmentDirectory environments =
                EnvironmentDirectory.open(directory, "closing", EnvironmentFile.reader(), Duration.ofMillis(20));

        environments.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("environment-files-closing")));
    }

    private static String password(EnvironmentDirectory environments) {
        return environments.require("shop").requireDatabase().main().password().value();
    }

    private EnvironmentDirectory open() {
        return remember(EnvironmentDirectory.open(directory, "default", EnvironmentFile.reader(), NEVER));
    }

    private EnvironmentDirectory remember(EnvironmentDirectory environments) {
        opened.add(environments);
        return environments;
    }
}
