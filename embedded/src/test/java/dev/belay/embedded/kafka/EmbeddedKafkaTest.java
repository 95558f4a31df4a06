package dev.belay.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.embedded.machine.LoopbackPort;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private final Path directory;

    EmbeddedKafkaTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void keepsTopicsGroupOffsetsAndItsAddressOverARestart() throws Exception {
        String address;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            address = kafka.bootstrapServers();
            publish(address, "first");
            publish(address, "second");
            assertThat(consumeOne(address)).isEqualTo("first");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
            assertThat(consumeOne(address)).isEqualTo("second");
        }
    }

    @Test
    void refusesADirectoryThatAnotherBrokerUses() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            assertThat(kafka.bootstrapServers()).isNotBlank();
            assertThatThrownBy(() -> EmbeddedKafka.start(directory)).hasMessageContaining("in use");
        }
    }

    @Test
    void reportsABrokerThatCannotStartInsteadOfEndingTheJvm() throws Exception {
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(LoopbackPort.address(0));
            String taken = "BROKER://127.0.0.1:%d".formatted(stranger.getLocalPort());
            KafkaConfiguration unusable = KafkaConfiguration.in(directory)
                    .withSettings(Map.of(
                            "listeners",
                            taken + ",CONTROLLER://127.0.0.1:" + stranger.getLocalPort(),
                            "advertised.listeners",
                            taken));

            assertThatThrownBy(() -> EmbeddedKafka.start(unusable)).isInstanceOf(RuntimeException.class);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            assertThat(kafka.bootstrapServers()).isNotBlank();
        }
    }

    private static void publish(String address, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("releases", value)).get();
        }
    }

    private static String consumeOne(String address) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", address,
                "group.id", "readers",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "max.poll.records", "1");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("releases"));
            ConsumerRecord<String, String> one = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
                    .iterator()
                    .next();
            consumer.commitSync();
            return one.value();
        }
    }
}
