package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.message.Topics;
import dev.belay.orchestrator.deployment.ProjectionRebuild;
import dev.belay.orchestrator.deployment.ProjectionState;
import dev.belay.orchestrator.deployment.projection.DeploymentProjection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

/** Where the projection stands in the topic of deployment events, and how it is fed the whole topic again. */
final class EventTopic implements ProjectionState, ProjectionRebuild {
    static final String BINDING = "deploymentEvents-in-0";
    static final String GROUP = "belay-projection";

    private static final Logger LOG = LoggerFactory.getLogger(EventTopic.class);
    private static final int SECONDS = 10;

    private final Admin admin;
    private final BindingsLifecycleController bindings;
    private final DeploymentProjection projection;
    private final AtomicLong rebuilds = new AtomicLong();
    private volatile boolean rebuilding;

    EventTopic(Admin admin, BindingsLifecycleController bindings, DeploymentProjection projection) {
        this.admin = admin;
        this.bindings = bindings;
        this.projection = projection;
    }

    @Override
    public boolean caughtUp() {
        try {
            return !rebuilding && reached(ends());
        } catch (ExecutionException | TimeoutException unknown) {
            LOG.debug("Where the projection stands is not known: {}", unknown.getMessage());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void begin() {
        rebuilding = true;
        Thread rebuild = new Thread(this::rebuild, "projection-rebuild");
        rebuild.setDaemon(true);
        rebuild.start();
    }

    @Override
    public boolean isBeginning() {
        return rebuilding;
    }

    @Override
    public long begun() {
        return rebuilds.get();
    }

    private void rebuild() {
        bindings.changeState(BINDING, State.STOPPED);
        try {
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            ends().keySet().forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(GROUP, beginning).all().get(SECONDS, TimeUnit.SECONDS);
            projection.truncate();
            rebuilds.incrementAndGet();
            LOG.info("The projection is empty and reads {} again from its beginning", Topics.DEPLOYMENT_EVENTS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.error("The projection could not be rebuilt and stands as it was: {}", failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            bindings.changeState(BINDING, State.STARTED);
            rebuilding = false;
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS, TimeUnit.SECONDS);
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata own = committed.get(end.getKey());
            return end.getValue() == 0 || (own != null && own.offset() >= end.getValue());
        });
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(List.of(Topics.DEPLOYMENT_EVENTS))
                .allTopicNames()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition ->
                                wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
