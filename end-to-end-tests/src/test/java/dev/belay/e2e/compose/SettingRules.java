package dev.belay.e2e.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings: every variable of a service of ours is a key that it has, ports are those that it listens on, and hosts are there. */
record SettingRules(ComposeFile compose) implements Rules {
    private static final Pattern ADDRESS = Pattern.compile("(?:^|[/@,])([a-z][a-z-]*):(\\d{4,5})");

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        Map<Integer, String> published = new HashMap<>();
        for (ComposeService service : compose.services()) {
            if (service.isOurs()) {
                addOwn(service, findings);
            }
            service.environment().forEach((name, value) -> addHosts(service, name, value, findings));
            service.ports().forEach(port -> {
                String other = published.put(port.published(), service.name());
                if (other != null) {
                    findings.add(service.name() + ": port " + port.published() + " is taken by " + other);
                }
            });
        }
        return findings;
    }

    private static void addOwn(ComposeService service, List<String> findings) {
        ConfigurationKeys keys = ConfigurationKeys.of(service.module());
        service.environment().keySet().stream()
                .filter(name -> !keys.haveVariable(name))
                .forEach(name -> findings.add(service.name() + ": " + name + " sets nothing that it knows"));
        int port = port(service);
        service.ports().stream()
                .filter(found -> found.inside() != port)
                .forEach(found ->
                        findings.add(service.name() + ": publishes " + found.inside() + ", and listens on " + port));
        List<String> test = service.healthcheck().orElse(List.of());
        if (!test.equals(List.of("CMD", "/opt/belay/healthcheck", String.valueOf(port)))) {
            findings.add(service.name() + ": health check " + test + ", and it listens on " + port);
        }
    }

    static int port(ComposeService service) {
        String told = service.environment().get("SERVER_PORT");
        return told == null ? ConfigurationKeys.port(service.module()) : Integer.parseInt(told);
    }

    private void addHosts(ComposeService service, String name, String value, List<String> findings) {
        Matcher address = ADDRESS.matcher(value);
        while (address.find()) {
            if (compose.find(address.group(1)).isEmpty()) {
                findings.add(
                        service.name() + ": " + name + " names host " + address.group(1) + ", which is no service");
            }
        }
    }
}
