package dev.belay.e2e.compose;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Images: pinned to versions, one for each service, made of what is there, run by somebody who is not root. */
record ImageRules(ComposeFile compose, Dockerfile dockerfile) implements Rules {
    private static final Pattern PINNED =
            Pattern.compile("[a-z0-9./_-]+:v?\\d+(\\.\\d+)+([._-][A-Za-z0-9.]+)*(-[a-z]+)*");

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        compose.services().stream()
                .filter(service -> !PINNED.matcher(service.image()).matches())
                .forEach(service -> findings.add(service.name() + ": image " + service.image() + " names no version"));
        dockerfile.stages().stream()
                .filter(stage -> dockerfile.find(stage.from()).isEmpty())
                .filter(stage -> !PINNED.matcher(stage.from()).matches())
                .forEach(stage -> findings.add("Dockerfile: FROM " + stage.from() + " names no version"));
        Set<String> packed = compose.ours().stream().map(ComposeService::module).collect(Collectors.toSet());
        Project.serviceModules().stream()
                .filter(module -> !packed.contains(module))
                .forEach(module -> findings.add(module + ": no service of docker-compose.yml is made of it"));
        compose.ours().forEach(service -> addOwn(service, findings));
        return findings;
    }

    private void addOwn(ComposeService service, List<String> findings) {
        String image = "belay/" + service.module() + ":" + Project.version();
        if (!service.image().equals(image) || !service.name().equals(service.module())) {
            findings.add(service.name() + ": image " + service.image() + ", expected " + image);
        }
        String target = service.buildTarget();
        if (dockerfile.find(target).isEmpty()) {
            findings.add(service.name() + ": the Dockerfile has no stage " + target);
            return;
        }
        String user = dockerfile.last(target, "USER").orElse("root");
        if (user.startsWith("0") || user.startsWith("root") || !user.equals(service.text("user"))) {
            findings.add(service.name() + ": stage " + target + " ends as user " + user + ", and runs as "
                    + service.text("user"));
        }
        for (String source : dockerfile.sources(target, Map.of("SERVICE", service.module()))) {
            if (!Files.exists(Project.file(source))) {
                findings.add(service.name() + ": COPY " + source + ": there is no such file; is the project packaged?");
            } else if (!isInContext(source)) {
                findings.add(service.name() + ": COPY " + source + ": .dockerignore leaves it out");
            }
        }
    }

    private static boolean isInContext(String source) {
        return Project.text(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> Pattern.quote(line.substring(1)).replace("*", "\\E[^/]*\\Q"))
                .anyMatch(source::matches);
    }
}
