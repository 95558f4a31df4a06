package dev.belay.orchestrator.api.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of event streams.
 *
 * @param heartbeat after how long without anything else a stream says that it is alive
 * @param progressEvery at most one beat per execution goes out in this time
 * @param lookEvery how often a stream looks for events that nobody has told it of
 * @param most how many streams may be open at once
 */
@ConfigurationProperties("belay.orchestrator.stream")
record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("500ms") Duration progressEvery,
        @DefaultValue("2s") Duration lookEvery,
        @DefaultValue("256") int most) {}
