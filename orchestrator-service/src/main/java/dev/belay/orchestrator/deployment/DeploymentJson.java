package dev.belay.orchestrator.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of events and parameters in the database and on the wire; events are read tolerantly. */
public final class DeploymentJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private DeploymentJson() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static EventBody body(String json) {
        return MAPPER.readValue(json, EventBody.class);
    }

    public static Map<String, String> texts(String json) {
        return MAPPER.readValue(json, new TypeReference<>() {});
    }

    /** The event's stable name, such as {@code step-changed}. */
    public static String type(DeploymentEvent event) {
        return MAPPER.valueToTree(event.body()).path("type").asString();
    }
}
