package dev.belay.stack.demo;

import dev.belay.examples.shop.ShopProduction;
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
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Brings up Belay and the shop side by side, and tells Belay how the shop is released. */
record DemoStart(ShowState show, StartListener listener) {

    /** Both, up and known to each other. */
    record Running(StackFile stack, ShopProduction shop) {}

    static ShowState state(StateDirectory directory) {
        ProductionFiles files = new ProductionFiles(directory.root().resolve("shop"));
        return new ShowState(
                directory, files, () -> ShopProduction.open(files.production()).stop());
    }

    Running run() {
        StateDirectory state = show.directory();
        ProductionProcess process = ProductionProcess.begin(
                state,
                show.production(),
                ShopMain.class,
                List.of("--directory", show.production().root().toString()));
        StackFile stack = new Stack(state).start(Optional.empty(), listener);
        process.await();
        ShopProduction shop = ShopProduction.open(show.production().production());
        listener.ready("shop", shop.publicUrl().toString());
        copy(shop.environmentFile(), state.environments().resolve("shop-production.yaml"));
        for (Path plan : List.of(shop.releasePlan(), shop.stockCountPlan())) {
            copy(plan, state.plans().resolve(plan.getFileName()));
        }
        return new Running(stack, shop);
    }

    private static void copy(Path from, Path to) {
        try {
            Path draft = to.resolveSibling(to.getFileName() + ".new");
            Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackFailed("%s cannot be copied to %s: %s".formatted(from, to, e.getMessage()), e);
        }
    }
}
