package dev.belay.e2e.harness;

import dev.belay.cli.api.document.Json;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;

/** All that lies in Belay's topics. */
public final class Topics {
    /** A message as it lies in the topic, its headers as text before its body. */
    public record Message(String topic, String headers, String body) {}

    private final String bootstrapServers;

    public Topics(Installation installation) {
        this.bootstrapServers = installation.bootstrapServers();
    }

    /** Every message of every topic of Belay, in the order of each partition. */
    public List<Message> all() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "key.deserializer", ByteArrayDeserializer.class.getName(),
                "value.deserializer", ByteArrayDeserializer.class.getName());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info ->
                            info.topic().startsWith("belay.") || info.topic().equals("deadLetters"))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Message> messages = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> messages.add(message(record)));
            }
            return messages;
        }
    }

    /** Publishes an event that no workflow has made. */
    public void publish(DeploymentEvent event) {
        MessageCodec.Encoded encoded = new MessageCodec("/test", Clock.systemUTC()).encode(event);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                dev.belay.contracts.message.Topics.DEPLOYMENT_EVENTS,
                event.deployment().text().getBytes(StandardCharsets.UTF_8),
                encoded.body());
        encoded.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(message);
    }

    /** Publishes what is no message of Belay. */
    public void publish(String topic, String text) {
        send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "key.serializer", ByteArraySerializer.class.getName(),
                "value.serializer", ByteArraySerializer.class.getName());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            producer.send(message);
        }
    }

    /** The numbers of a deployment's events as they were published, each once, in their order. */
    public List<Long> eventNumbers(DeploymentId deployment) {
        return all().stream()
                .filter(message -> message.topic().equals(dev.belay.contracts.message.Topics.DEPLOYMENT_EVENTS))
                .map(message -> Json.read(message.body()))
                .map(Topics::event)
                .filter(event -> event.path("deployment").asString("").equals(deployment.text()))
                .map(event -> event.path("seq").asLong())
                .distinct()
                .toList();
    }

    /** The event itself, whether or not it lies in an envelope. */
    private static JsonNode event(JsonNode message) {
        return message.has("data") ? message.path("data") : message;
    }

    private static Message message(ConsumerRecord<byte[], byte[]> message) {
        StringBuilder headers = new StringBuilder(message.key() == null ? "" : text(message.key()) + "\n");
        message.headers()
                .forEach(header -> headers.append(header.key())
                        .append('=')
                        .append(text(header.value()))
                        .append('\n'));
        return new Message(message.topic(), headers.toString(), message.value() == null ? "" : text(message.value()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
