package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.message.Topics;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.MessageType;
import dev.belay.messaging.stream.DeadLetters;
import dev.belay.messaging.stream.Received;
import dev.belay.messaging.stream.StreamConfiguration;
import dev.belay.messaging.stream.StreamSender;
import dev.belay.messaging.trace.Traces;
import dev.belay.orchestrator.deployment.projection.DeploymentProjection;
import dev.belay.orchestrator.deployment.projection.Summaries;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;

/** The orchestrator's ends of the topics. */
@Configuration(proxyBeanMethods = false)
@Import(StreamConfiguration.class)
class DispatchConfiguration {
    @Bean
    MessageCodec messageCodec(Clock clock) {
        return new MessageCodec("/orchestrator", clock);
    }

    @Bean
    StreamSender streamSender(StreamBridge bridge, MessageCodec codec, Traces traces) {
        return new StreamSender(bridge, codec, traces);
    }

    @Bean
    DeadLetters unreadableMessages(StreamBridge bridge, MeterRegistry metrics) {
        return new DeadLetters(bridge, "deadLetters-out-0", metrics);
    }

    @Bean
    CarriedTrace carriedTrace(Traces traces) {
        return new CarriedTrace(traces);
    }

    @Bean
    KafkaActivities kafkaActivities(
            StreamSender sender, Summaries deployments, CarriedTrace carried, Traces traces, Clock clock) {
        return new KafkaActivities(sender, new OpenDeployments(deployments), carried, traces, clock);
    }

    @Bean
    NewestBeats newestBeats() {
        return new NewestBeats();
    }

    @Bean
    KnownManifests knownManifests() {
        return new KnownManifests();
    }

    @Bean
    Relay relay(
            WorkflowClient client,
            NewestBeats beats,
            @Value("${belay.temporal.heartbeat:90s}") Duration heartbeat,
            Traces traces,
            Clock clock) {
        return new Relay(client.newActivityCompletionClient(), beats, heartbeat, traces, clock);
    }

    @Bean(destroyMethod = "close")
    Admin eventTopicAdmin(@Value("${spring.cloud.stream.kafka.binder.brokers}") String brokers) {
        return Admin.create(Map.of("bootstrap.servers", brokers, "client.id", "belay-orchestrator"));
    }

    @Bean
    EventTopic eventTopic(Admin admin, BindingsLifecycleController bindings, DeploymentProjection projection) {
        return new EventTopic(admin, bindings, projection);
    }

    @Bean
    MessageReader messageReader(MessageCodec codec, DeadLetters dead, Traces traces) {
        return new MessageReader(codec, dead, traces);
    }

    @Bean
    Consumer<Message<byte[]>> results(MessageReader reader, Relay relay) {
        return reader.ofPools(MessageType.RESULT, Result.class, relay::result);
    }

    @Bean
    Consumer<Message<byte[]>> beats(MessageReader reader, Relay relay) {
        return reader.ofPools(MessageType.BEAT, Beat.class, relay::beat);
    }

    @Bean
    Consumer<Message<byte[]>> manifests(MessageReader reader, KnownManifests known) {
        Consumer<Message<byte[]>> published =
                reader.to(Topics.MANIFESTS, MessageType.MANIFEST, Manifest.class, known::keep);
        Consumer<Message<byte[]>> removed =
                reader.to(Topics.MANIFESTS, MessageType.MANIFEST_REMOVAL, ManifestRemoval.class, known::remove);
        return message -> (MessageType.MANIFEST_REMOVAL.type().equals(new Received(message).type())
                        ? removed
                        : published)
                .accept(message);
    }

    @Bean
    GapRepair gapRepair(DeploymentProjection projection, EventTopic topic) {
        return new GapRepair(projection, topic);
    }

    @Bean
    Consumer<Message<byte[]>> deploymentEvents(MessageReader reader, ObjectProvider<GapRepair> repair) {
        return reader.to(
                Topics.DEPLOYMENT_EVENTS,
                MessageType.DEPLOYMENT_EVENT,
                DeploymentEvent.class,
                event -> repair.getObject().apply(event));
    }
}
