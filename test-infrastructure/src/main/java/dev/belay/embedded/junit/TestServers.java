package dev.belay.embedded.junit;

import dev.belay.embedded.postgres.DatabaseAdministration;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/** Decides for each server where it comes from, and says so once. */
final class TestServers {

    PostgresServer postgres() {
        if (TestSetting.POSTGRES_URL.find().isPresent()) {
            return givenPostgres(TestSetting.POSTGRES_URL.find().get());
        }
        return switch (source()) {
            case CONTAINERS -> said(Infrastructure.POSTGRES, "in a container", ContainerServers.postgres());
            case EMBEDDED -> said(Infrastructure.POSTGRES, "embedded", EmbeddedTestServers.postgres());
        };
    }

    KafkaServer kafka() {
        if (TestSetting.KAFKA_BOOTSTRAP_SERVERS.find().isPresent()) {
            String address = TestSetting.KAFKA_BOOTSTRAP_SERVERS.find().get();
            return said(Infrastructure.KAFKA, "given", new KafkaServer(address, () -> {}));
        }
        return switch (source()) {
            case CONTAINERS -> said(Infrastructure.KAFKA, "in a container", ContainerServers.kafka());
            case EMBEDDED -> said(Infrastructure.KAFKA, "embedded", EmbeddedTestServers.kafka());
        };
    }

    TemporalServer temporal() {
        if (TestSetting.TEMPORAL_TARGET.find().isPresent()) {
            String namespace = TestSetting.TEMPORAL_NAMESPACE.find().orElse("default");
            String target = TestSetting.TEMPORAL_TARGET.find().get();
            return said(Infrastructure.TEMPORAL, "given", new TemporalServer(target, namespace, () -> {}));
        }
        return said(Infrastructure.TEMPORAL, "embedded", EmbeddedTestServers.temporal());
    }

    private static PostgresServer givenPostgres(String url) {
        URI address = URI.create(url.replaceFirst("^jdbc:", ""));
        if (address.getHost() == null) {
            throw new IllegalStateException("%s is \"%s\", expected \"jdbc:postgresql://HOST:PORT/DATABASE\""
                    .formatted(TestSetting.POSTGRES_URL.variable(), url));
        }
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        DatabaseAdministration administration = new DatabaseAdministration(
                address.getHost(),
                port,
                TestSetting.POSTGRES_USERNAME.find().orElse("postgres"),
                TestSetting.POSTGRES_PASSWORD.find().orElse(""));
        return said(Infrastructure.POSTGRES, "given", PostgresServer.borrowed(administration));
    }

    private static Source source() {
        return TestSetting.SOURCE
                .find()
                .map(TestServers::parse)
                .orElseGet(() -> ContainerServers.engineAnswers() ? Source.CONTAINERS : Source.EMBEDDED);
    }

    private static Source parse(String name) {
        return Arrays.stream(Source.values())
                .filter(source -> source.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is \"%s\", expected one of %s"
                        .formatted(TestSetting.SOURCE.variable(), name, Arrays.toString(Source.values()))));
    }

    private static <T> T said(Infrastructure server, String origin, T started) {
        System.out.printf("Test infrastructure: %s is %s%n", server, origin);
        return started;
    }
}
