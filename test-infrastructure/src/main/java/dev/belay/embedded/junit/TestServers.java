package dev.belay.embedded.junit;

import dev.belay.embedded.postgres.DatabaseAdministration;
import java.net.URI;

/** Starts each server where the choice says, or takes the given one, and says so once. */
final class TestServers {
    private static final SourceChoice CHOICE = new SourceChoice(TestSetting::find, ContainerServers::engineAnswers);
    private static final int POSTGRES_PORT = 5432;

    private TestServers() {}

    static PostgresServer postgres() {
        return switch (said(Infrastructure.POSTGRES)) {
            case GIVEN -> givenPostgres(TestSetting.POSTGRES_URL.get());
            case CONTAINERS -> ContainerServers.postgres();
            case EMBEDDED -> EmbeddedTestServers.postgres();
        };
    }

    static KafkaServer kafka() {
        return switch (said(Infrastructure.KAFKA)) {
            case GIVEN -> new KafkaServer(TestSetting.KAFKA_BOOTSTRAP_SERVERS.get(), () -> {});
            case CONTAINERS -> ContainerServers.kafka();
            case EMBEDDED -> EmbeddedTestServers.kafka();
        };
    }

    static TemporalServer temporal() {
        return switch (said(Infrastructure.TEMPORAL)) {
            case GIVEN ->
                new TemporalServer(
                        TestSetting.TEMPORAL_TARGET.get(),
                        TestSetting.TEMPORAL_NAMESPACE.find().orElse("default"),
                        () -> {});
            case CONTAINERS -> ContainerServers.temporal();
            case EMBEDDED -> EmbeddedTestServers.temporal();
        };
    }

    private static PostgresServer givenPostgres(String url) {
        URI address = URI.create(url.replaceFirst("^jdbc:", ""));
        if (address.getHost() == null) {
            throw new IllegalStateException("%s is \"%s\", expected \"jdbc:postgresql://HOST:PORT/DATABASE\""
                    .formatted(TestSetting.POSTGRES_URL.variable(), url));
        }
        return PostgresServer.borrowed(new DatabaseAdministration(
                address.getHost(),
                address.getPort() < 0 ? POSTGRES_PORT : address.getPort(),
                TestSetting.POSTGRES_USERNAME.find().orElse("postgres"),
                TestSetting.POSTGRES_PASSWORD.find().orElse("")));
    }

    private static Source said(Infrastructure server) {
        Source source = CHOICE.of(server);
        System.out.printf(
                "Test infrastructure: %s is %s%n",
                server,
                switch (source) {
                    case GIVEN -> "given, by " + SourceChoice.address(server).variable();
                    case CONTAINERS -> "in a container";
                    case EMBEDDED -> "embedded";
                });
        return source;
    }
}
