package dev.belay.stack.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StackFileTest {
    private static final StackFile FILE = new StackFile(
            URI.create("http://127.0.0.1:20001"),
            null,
            List.of(Service.ORCHESTRATOR.at(20001), Service.WORKERS.at(20002)),
            "jdbc:postgresql://127.0.0.1:20003/belay?user=belay&password=p%2Bq",
            "127.0.0.1:20004",
            new StackFile.Temporal("127.0.0.1:20005", true));

    @TempDir
    private Path directory;

    private StateDirectory state;

    @BeforeEach
    void createState() {
        state = new StateDirectory(directory.resolve("state"));
        state.create();
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        FILE.writeTo(state);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.stackFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void hasTheMembersThatScriptsRelyOn() throws IOException {
        FILE.writeTo(state);

        JsonNode json = JsonMapper.shared().readTree(Files.readString(state.stackFile()));
        assertThat(json.path("apiUrl").asString()).isEqualTo("http://127.0.0.1:20001");
        assertThat(json.path("consoleUrl").isNull()).isTrue();
        assertThat(json.at("/services/0/name").asString()).isEqualTo("orchestrator");
        assertThat(json.at("/services/0/healthUrl").asString()).isEqualTo("http://127.0.0.1:20001/actuator/health");
        assertThat(json.at("/services/1/metricsUrl").asString())
                .isEqualTo("http://127.0.0.1:20002/actuator/prometheus");
        assertThat(json.path("databaseUrl").asString()).startsWith("jdbc:postgresql:");
        assertThat(json.path("kafka").asString()).isEqualTo("127.0.0.1:20004");
        assertThat(json.at("/temporal/target").asString()).isEqualTo("127.0.0.1:20005");
        assertThat(json.at("/temporal/durable").asBoolean()).isTrue();
    }

    @Test
    void isFoundAgainUntilItIsDeleted() {
        FILE.writeTo(state);
        assertThat(StackFile.findIn(state)).contains(FILE);

        StackFile.deleteFrom(state);
        assertThat(StackFile.findIn(state)).isEmpty();
    }

    @Test
    void isNotFoundWhereItCannotBeUnderstood() throws IOException {
        Files.writeString(state.stackFile(), "{\"apiUrl\": ");

        assertThat(StackFile.findIn(state)).isEmpty();
    }
}
