package dev.belay.orchestrator;

import dev.belay.messaging.start.BrokerNeeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The orchestrator: plans, deployments, workflows and the API. */
@SpringBootApplication
public class OrchestratorService {
    public static void main(String... args) {
        start(args);
    }

    /** Starts the orchestrator in this process. */
    public static ConfigurableApplicationContext start(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add("--spring.config.name=orchestrator-service");
        return new SpringApplicationBuilder(OrchestratorService.class)
                .initializers(new DatabaseNeeded(), new BrokerNeeded())
                .run(all.toArray(String[]::new));
    }
}
