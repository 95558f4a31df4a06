package dev.belay.embedded.junit;

import dev.belay.embedded.kafka.EmbeddedKafka;
import dev.belay.embedded.postgres.DatabaseAdministration;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import dev.belay.embedded.temporal.ServerChoice;
import dev.belay.embedded.temporal.TemporalConfiguration;
import java.util.Locale;

/** Servers without containers, each in a scratch directory that goes with it. */
final class EmbeddedTestServers {
    private EmbeddedTestServers() {}

    @SuppressWarnings("resource") // closed with the server that wraps it
    static PostgresServer postgres() {
        ScratchDirectory directory = ScratchDirectory.create();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                PostgresConfiguration.in(directory.path()).withDurability(Durability.THROWAWAY));
        DatabaseAdministration administration =
                new DatabaseAdministration(postgres.host(), postgres.port(), postgres.username(), postgres.password());
        return PostgresServer.ours(administration, () -> {
            postgres.close();
            directory.close();
        });
    }

    @SuppressWarnings("resource") // closed with the server that wraps it
    static KafkaServer kafka() {
        ScratchDirectory directory = ScratchDirectory.create();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path());
        return new KafkaServer(kafka.bootstrapServers(), () -> {
            kafka.close();
            directory.close();
        });
    }

    @SuppressWarnings("resource") // closed with the server that wraps it
    static TemporalServer temporal() {
        ScratchDirectory directory = ScratchDirectory.create();
        ServerChoice choice = TestSetting.TEMPORAL_CHOICE
                .find()
                .map(name -> ServerChoice.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(ServerChoice.PROGRAM_IF_INSTALLED);
        EmbeddedTemporal temporal = EmbeddedTemporal.start(
                TemporalConfiguration.in(directory.path()).withChoice(choice));
        return new TemporalServer(temporal.target(), temporal.namespace(), () -> {
            temporal.close();
            directory.close();
        });
    }
}
