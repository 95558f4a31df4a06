package dev.belay.stack.example;

import dev.belay.embedded.machine.WholeFile;
import dev.belay.examples.production.Example;
import dev.belay.examples.production.ProductionSystem;
import dev.belay.examples.production.PythonEnvironment;
import dev.belay.stack.StackFailed;
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
import java.util.List;
import java.util.Optional;

/** Brings up Belay and the system of an example side by side, and tells Belay how that system is released. */
record ExampleStart(Example example, ShowState show, StartListener listener) {

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
        ProductionProcess process = ProductionProcess.begin(
                state,
                show.production(),
                SystemMain.class,
                List.of(
                        "--directory",
                        show.production().root().toString(),
                        "--examples",
                        example.source().resolveSibling("").toString(),
                        "--example",
                        example.name()));
        StackFile stack = new Stack(state).start(Optional.empty(), listener);
        process.await();
        ProductionSystem system =
                ProductionSystem.open(example, show.production().production());
        listener.ready(example.name(), system.publicUrl().toString());
        WholeFile.write(
                state.environments().resolve(example.name() + ".yaml"),
                rehearsed ? rehearsed(system) : read(system.directory().environmentFile()));
        for (String plan : example.plans().keySet()) {
            WholeFile.write(state.plans().resolve(example.name() + "-" + plan), read(example.plan(plan)));
        }
        return new Running(stack, system);
    }

    private static String rehearsed(ProductionSystem system) {
        Path file = system.directory().environmentFile();
        return new RehearsedEnvironment(
                        file.toString(),
                        read(file),
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
