package dev.belay.messaging.stream;

import dev.belay.messaging.start.BrokerWatchConfiguration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.support.JsonKafkaHeaderMapper;
import org.springframework.messaging.MessageHeaders;

/** How headers travel; every service names it as its binder's mapper, or cannot read what the others write. */
@Configuration(proxyBeanMethods = false)
@Import(BrokerWatchConfiguration.class)
public class HeaderConfiguration {
    /** Headers travel as plain text, so that readers in any language understand them. */
    @Bean
    JsonKafkaHeaderMapper belayHeaderMapper() {
        JsonKafkaHeaderMapper mapper = new JsonKafkaHeaderMapper();
        mapper.setMapAllStringsOut(true);
        mapper.setEncodeStrings(false);
        mapper.setRawMappedHeaders(Map.of(MessageHeaders.CONTENT_TYPE, true));
        return mapper;
    }
}
