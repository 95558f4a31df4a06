package dev.belay.stack.example;

import dev.belay.embedded.machine.WholeFile;
import dev.belay.examples.production.Example;
import dev.belay.examples.production.ProductionSystem;
import dev.belay.examples.production.PythonEnvironment;
import dev.belay.stack.StackFailed;
import dev.belay.stack.example.failing.PlanFile;
import dev.belay.stack.example.failing.RehearsedEnvironment;
import dev.belay.stack.running.Stack;
import dev.belay.stack.running.StartListener;
import dev.belay.stack.showing.ProductionFiles;
import dev.belay.stack.showing.ProductionProcess;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings up Belay and the system of an example side by side, and tells Belay how that system is released.
 *
 * @param environment what stands otherwise in its environment file, by what stands there
 */
record ExampleStart(
        Example example,
        Optional<Example.Variant> variant,
        Map<String, String> environment,
        ShowState show,
        StartListener listener) {

    /** Both, up and known to each other. */
    record Running(StackFile stack, ProductionSystem system) {}

    static ShowState state(Example example, StateDirectory directory) {
        ProductionFiles files = new ProductionFiles(directory.root().resolve("system"));
        return new ShowState(directory, files, () -> {
            // Without its settings it has started nothing yet.
            if (Files.exists(files.production().resolve("config/system.properties"))) {
                ProductionSystem.open(example, files.production()).stop();
            }
        });
    }

    /** @param rehearsed whether commands can be made to fail */
    Running run(boolean rehearsed) {
        StateDirectory state = show.directory();
        new PythonEnvironment(example).make(listener::note);
        ProductionProcess process = ProductionProcess.begin(state, show.production(), SystemMain.class, arguments());
        StackFile stack = new Stack(state).start(Optional.empty(), listener);
        process.await();
        ProductionSystem system =
                ProductionSystem.open(example, show.production().production());
        listener.ready(example.name(), system.publicUrl().toString());
        WholeFile.write(
                state.environments().resolve(example.name() + ".yaml"),
                rehearsed ? rehearsed(system) : environment(system));
        for (String name : example.plans().keySet()) {
            PlanFile plan = PlanFile.of(example, name);
            WholeFile.write(state.plans().resolve(example.name() + "-" + name), plan.text());
            plan.used()
                    .forEach((path, text) ->
                            WholeFile.write(directoryOf(state.plans().resolve(path)), text));
        }
        return new Running(stack, system);
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--directory",
                show.production().root().toString(),
                "--examples",
                example.source().resolveSibling("").toString(),
                "--example",
                example.name()));
        variant.ifPresent(chosen -> arguments.addAll(List.of("--variant", chosen.name())));
        return arguments;
    }

    /** The file, once there is a directory for it. */
    private static Path directoryOf(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new StackFailed("%s cannot be made: %s".formatted(file.getParent(), e.getMessage()), e);
        }
    }

    private String environment(ProductionSystem system) {
        String text = read(system.directory().environmentFile());
        for (Map.Entry<String, String> one : environment.entrySet()) {
            if (!text.contains(one.getKey())) {
                throw new StackFailed("%s has no \"%s\", which %s would replace."
                        .formatted(
                                example.environment(),
                                one.getKey(),
                                example.source().resolve("example.yaml")));
            }
            text = text.replace(one.getKey(), one.getValue());
        }
        return text;
    }

    private String rehearsed(ProductionSystem system) {
        Path file = system.directory().environmentFile();
        return new RehearsedEnvironment(
                        file.toString(),
                        environment(system),
                        system.directory().program("then-fail").toString(),
                        failing(system).toString())
                .text();
    }

    /** Where the programs read which step is to fail. */
    static Path failing(ProductionSystem system) {
        return system.directory().run().resolve("failing");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackFailed("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
