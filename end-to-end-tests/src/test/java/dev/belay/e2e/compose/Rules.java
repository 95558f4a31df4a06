package dev.belay.e2e.compose;

import java.util.List;

/** What docker-compose.yml and the Dockerfile must keep. */
interface Rules {
    /** What breaks them, each beginning with the service's name. */
    List<String> findings();

    static List<String> allFindings(ComposeFile compose, Dockerfile dockerfile) {
        List<Rules> all = List.of(
                new ImageRules(compose, dockerfile),
                new StartRules(compose),
                new StorageRules(compose),
                new HardeningRules(compose),
                new SettingRules(compose));
        return all.stream().flatMap(rules -> rules.findings().stream()).toList();
    }
}
