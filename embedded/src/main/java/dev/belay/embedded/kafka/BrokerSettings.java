package dev.belay.embedded.kafka;

import dev.belay.embedded.machine.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a single broker that is its own controller, small in memory and threads. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String BROKER_LISTENER = "BROKER";

    private BrokerSettings() {}

    static Properties of(KafkaConfiguration configuration, Path logs, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(node(logs, brokerPort, controllerPort));
        settings.putAll(SINGLE_NODE);
        settings.putAll(SMALL);
        settings.putAll(configuration.settings());
        return settings;
    }

    private static Map<String, String> node(Path logs, int brokerPort, int controllerPort) {
        String broker = BROKER_LISTENER + "://" + LoopbackPort.HOST + ":" + brokerPort;
        String controller = LoopbackPort.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "listeners",
                broker + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                broker,
                "listener.security.protocol.map",
                BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                BROKER_LISTENER,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "log.dirs",
                logs.toString());
    }

    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // After a killed process the controller lets the broker in again only when its old registration has
            // expired.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("auto.create.topics.enable", "true"),
            Map.entry("num.partitions", "1"),
            // What a release wrote must still be there when the machine is switched on again after weeks.
            Map.entry("log.retention.ms", "-1"),
            Map.entry("offsets.retention.minutes", "525600"));

    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            Map.entry("share.coordinator.state.topic.num.partitions", "2"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "3"),
            Map.entry("background.threads", "2"),
            Map.entry("num.replica.fetchers", "1"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("share.coordinator.threads", "1"),
            Map.entry("log.cleaner.threads", "1"),
            // More than 1 MB for each cleaner thread is the least that the broker accepts.
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("log.segment.bytes", "134217728"),
            Map.entry("log.index.size.max.bytes", "2097152"),
            Map.entry("queued.max.requests", "100"));
}
