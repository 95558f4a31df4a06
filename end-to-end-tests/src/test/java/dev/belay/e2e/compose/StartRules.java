package dev.belay.e2e.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starting: what is waited for exists, can be waited for in that way, and no two wait for each other. */
record StartRules(ComposeFile compose) implements Rules {
    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        for (ComposeService service : compose.services()) {
            if (service.endsByItself() == service.healthcheck().isPresent()) {
                findings.add(service.name()
                        + (service.endsByItself()
                                ? ": ends by itself, and has a health check"
                                : ": has no health check"));
            }
            service.needs().forEach((name, condition) -> addNeed(service, name, condition, findings));
            if (waitsForItself(service.name(), service.name(), new HashSet<>())) {
                findings.add(service.name() + ": waits for itself");
            }
        }
        return findings;
    }

    private void addNeed(ComposeService service, String name, String condition, List<String> findings) {
        Optional<ComposeService> needed = compose.find(name);
        if (needed.isEmpty()) {
            findings.add(service.name() + ": waits for " + name + ", which is no service");
            return;
        }
        String expected = needed.get().endsByItself() ? "service_completed_successfully" : "service_healthy";
        if (!condition.equals(expected)) {
            findings.add(service.name() + ": waits for " + name + " by " + condition + ", expected " + expected);
        }
    }

    private boolean waitsForItself(String wanted, String from, Set<String> seen) {
        Map<String, String> needs =
                compose.find(from).map(ComposeService::needs).orElse(Map.of());
        return needs.keySet().stream()
                .anyMatch(name -> name.equals(wanted) || (seen.add(name) && waitsForItself(wanted, name, seen)));
    }
}
