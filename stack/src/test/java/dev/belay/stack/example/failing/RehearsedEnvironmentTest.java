package dev.belay.stack.example.failing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsedEnvironmentTest {
    private final Map<String, Object> changed = PlainYaml.read(
            "environment.yaml",
            new RehearsedEnvironment("environment.yaml", """
                            environment: shop
                            rollout:
                              activate: [ln, -sfn, a, b]
                              start: [[service, start, front], [service, start, shop]]
                            maintenance: {on: [touch, m], off: [rm, m]}
                            migrations: {tool: django, command: [venv/bin/python, manage.py]}
                            tasks:
                              count: {command: [count, --all], changes: nothing}
                            """, "/bin/then-fail", "/run/failing").text());

    @Test
    void wrapsTheLastCommandThatPutsAVersionLive() {
        assertThat(section("rollout").get("activate")).isEqualTo(List.of("ln", "-sfn", "a", "b"));
        assertThat(section("rollout").get("start"))
                .isEqualTo(List.of(
                        List.of("service", "start", "front"),
                        List.of("/bin/then-fail", "/run/failing", "-", "service", "start", "shop")));
    }

    @Test
    void wrapsPagesAndTasks() {
        assertThat(section("maintenance").get("on"))
                .isEqualTo(List.of("/bin/then-fail", "/run/failing", "-", "touch", "m"));
        assertThat(PlainYaml.mapping(section("tasks"), "count").get("command"))
                .isEqualTo(List.of("/bin/then-fail", "/run/failing", "-", "count", "--all"));
    }

    @Test
    void wrapsOnlyWhatMigratesOfATool() {
        assertThat(section("migrations").get("command"))
                .isEqualTo(
                        List.of("/bin/then-fail", "/run/failing", "migrate|upgrade", "venv/bin/python", "manage.py"));
    }

    private Map<String, Object> section(String name) {
        return PlainYaml.mapping(changed, name);
    }
}
