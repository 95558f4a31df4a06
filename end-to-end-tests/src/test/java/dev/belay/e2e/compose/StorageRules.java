package dev.belay.e2e.compose;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Storage: what is mounted is declared or there, what is declared is used, and state is kept. */
record StorageRules(ComposeFile compose) implements Rules {
    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        Set<String> unusedVolumes = new HashSet<>(compose.volumes());
        Set<String> unusedSecrets = new HashSet<>(compose.secrets().keySet());
        for (ComposeService service : compose.services()) {
            for (ComposeService.Mount mount : service.mounts()) {
                if (mount.isNamedVolume() && !compose.volumes().contains(mount.source())) {
                    findings.add(service.name() + ": volume " + mount.source() + " is not declared");
                } else if (!mount.isNamedVolume() && Files.notExists(Project.file(mount.source()))) {
                    findings.add(service.name() + ": mounts " + mount.source() + ", which is not there");
                } else if (!mount.isNamedVolume() && !mount.readOnly()) {
                    findings.add(service.name() + ": may write to " + mount.source() + " of the host");
                }
                unusedVolumes.remove(mount.source());
            }
            for (ComposeService.SecretUse secret : service.secrets()) {
                if (!compose.secrets().containsKey(secret.source())) {
                    findings.add(service.name() + ": secret " + secret.source() + " is not declared");
                }
                unusedSecrets.remove(secret.source());
            }
            addUnmounted(service, findings);
        }
        unusedVolumes.forEach(name -> findings.add("volumes: " + name + " is not used"));
        unusedSecrets.forEach(name -> findings.add("secrets: " + name + " is not used"));
        return findings;
    }

    /** A directory or file that a variable names lies in what is mounted there, or is lost with the container. */
    private static void addUnmounted(ComposeService service, List<String> findings) {
        service.environment().forEach((variable, value) -> {
            boolean isPath = value.startsWith("/") && !value.startsWith("/run/secrets/");
            if (isPath && service.mounts().stream().noneMatch(mount -> value.startsWith(mount.target()))) {
                findings.add(service.name() + ": " + variable + " is " + value + ", and nothing is mounted there");
            }
        });
    }
}
