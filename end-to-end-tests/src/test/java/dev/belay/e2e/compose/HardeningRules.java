package dev.belay.e2e.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Hardening: not root, no capabilities, read-only where that is possible, no secret in a variable, no port to the world. */
record HardeningRules(ComposeFile compose) implements Rules {
    /** Their images write beside their programs as they start. */
    private static final Set<String> WRITABLE = Set.of("kafka", "temporal-ui");

    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|PASSWD|PWD|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY");
    private static final Pattern IN_URL = Pattern.compile("://[^/@\\s]+:[^/@\\s]+@|[?&](password|token)=");
    private static final Pattern FILE_OR_NOTHING = Pattern.compile("/run/secrets/.*|\\$\\{\\w+:-}|");

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        for (ComposeService service : compose.services()) {
            if (!service.text("user").matches("[1-9]\\d*:\\d+")) {
                findings.add(
                        service.name() + ": runs as user " + service.text("user") + ", expected numbers, not root");
            }
            if (!service.list("cap_drop").contains("ALL")
                    || !service.list("security_opt").contains("no-new-privileges:true")) {
                findings.add(service.name() + ": keeps capabilities or may gain privileges");
            }
            boolean readOnly = service.text("read_only").equals("true");
            if (readOnly == WRITABLE.contains(service.name())) {
                findings.add(service.name() + ": read_only is " + readOnly);
            }
            service.environment().forEach((name, value) -> {
                if (isSecret(name, value)) {
                    findings.add(service.name() + ": " + name + " holds a secret; name a file in /run/secrets");
                }
            });
            service.ports().stream()
                    .filter(port -> !port.address().equals("127.0.0.1"))
                    .forEach(port -> findings.add(service.name() + ": port " + port.published()
                            + " is published beyond the loopback address"));
        }
        return findings;
    }

    static boolean isSecret(String name, String value) {
        boolean named = SECRET.matcher(name.toUpperCase(Locale.ROOT)).find();
        return (named && !FILE_OR_NOTHING.matcher(value).matches())
                || IN_URL.matcher(value).find();
    }
}
