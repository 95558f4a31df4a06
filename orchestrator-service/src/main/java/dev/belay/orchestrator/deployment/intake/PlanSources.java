package dev.belay.orchestrator.deployment.intake;

import dev.belay.documents.Findings;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.documents.UsedFiles;
import dev.belay.documents.YamlDocument;
import dev.belay.orchestrator.deployment.DeploymentProperties;
import dev.belay.orchestrator.deployment.Intent.PlanSource;
import dev.belay.orchestrator.deployment.refusal.PlanInvalid;
import dev.belay.orchestrator.deployment.refusal.PlanUnknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the plan that a request means: a name stands for a file of the plans' directory, all else is the YAML. */
@Component
public final class PlanSources {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final String SUFFIX = ".yaml";

    private final @Nullable Path directory;

    PlanSources(DeploymentProperties properties) {
        this.directory = properties.plans();
    }

    /**
     * Finds the plan.
     *
     * @param files the texts of the files that it uses, by their paths, where the plan is YAML
     * @throws PlanInvalid where a plan by name uses files that cannot be read
     */
    public PlanSource resolve(String nameOrText, Map<String, String> files) {
        String name = nameOrText.strip();
        return NAME.matcher(name).matches() ? named(name) : new PlanSource(nameIn(nameOrText), nameOrText, files);
    }

    private PlanSource named(String name) {
        if (directory == null) {
            throw new PlanUnknown("Plan \"" + name + "\" is asked for by name, but this server keeps no plans. Send the"
                    + " plan's YAML, or set belay.orchestrator.plans to the directory of the plans.");
        }
        try {
            String text = Files.readString(directory.resolve(name + SUFFIX));
            Findings findings = new Findings(name);
            Map<String, String> files = UsedFiles.read(directory, text, findings);
            if (!findings.isEmpty()) {
                throw new PlanInvalid(name, findings.list());
            }
            return new PlanSource(name, text, files);
        } catch (NoSuchFileException missing) {
            throw new PlanUnknown("No plan is named \"" + name + "\"; " + known(name, directory));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String known(String name, Path directory) {
        List<String> names;
        try (Stream<Path> files = Files.list(directory)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return "the directory of the plans cannot be read.";
        }
        return Nearest.of(name, names)
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElse(names.isEmpty() ? "there are none yet." : "there are " + String.join(", ", names) + ".");
    }

    /** The text's own name, for lists and messages; whether it is a good plan is not judged here. */
    private static String nameIn(String text) {
        return YamlDocument.read(text, new Findings("plan"))
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .map(mapping -> mapping.entries().get("plan"))
                .map(Node.Entry::value)
                .filter(Node.Text.class::isInstance)
                .map(value -> ((Node.Text) value).text())
                .filter(name -> NAME.matcher(name).matches())
                .orElse("plan");
    }
}
