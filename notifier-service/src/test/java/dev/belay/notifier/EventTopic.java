package dev.belay.notifier;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of events of a test's own, and the one for what of it cannot be read. */
public final class EventTopic implements AutoCloseable {
    private final String name = "events-" + UUID.randomUUID();
    private final String bootstrapServers;
    private final MessageCodec codec = new MessageCodec("/test", Clock.systemUTC());
    private final KafkaProducer<String, byte[]> producer;

    public EventTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    public String name() {
        return name;
    }

    public String deadLetters() {
        return name + "-dead";
    }

    public void publish(DeploymentEvent... events) throws ExecutionException, InterruptedException {
        for (DeploymentEvent event : events) {
            MessageCodec.Encoded encoded = codec.encode(event);
            publish(event.deployment().text(), encoded.body(), encoded.headers());
        }
    }

    public void publish(String key, byte[] body, Map<String, String> headers)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(name, key, body);
        headers.forEach((header, value) -> record.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record).get();
    }

    /** What was put aside so far. */
    public List<ConsumerRecord<String, byte[]>> readDeadLetters() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(deadLetters(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return StreamSupport.stream(consumer.poll(Duration.ofSeconds(5)).spliterator(), false)
                    .toList();
        }
    }

    /** Every topic of the broker. */
    public Set<String> topics() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().keySet();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
