package dev.belay.rollout;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.HeldScript;
import dev.belay.worker.testing.SlowWork;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The contract for handlers that run a shop's commands; an effect is a line that one of them writes to its log. */
abstract class ShopContract extends HandlerContract {
    private HeldScript held;
    private Shop shop;

    @BeforeEach
    void liveShop() throws IOException {
        held = new HeldScript(workerDirectory);
        shop = new Shop(workerDirectory.resolve("shop"));
        shop.live("v1.0.0");
        letHoldUp(shop, held.text());
    }

    /** Puts what can hold a command up into the command that the work runs last. */
    abstract void letHoldUp(Shop held, String script);

    /** The name of the command that counts as the effect. */
    abstract String effect();

    abstract List<Outcome> brokenOff();

    abstract Handler<?> handler(SupervisedProcesses processes);

    Environments complete(Environments environment, Shop described) {
        return environment.rollout(described.settings());
    }

    @Override
    protected final Handler<?> handler() {
        return handler(new SupervisedProcesses(Duration.ofSeconds(1)));
    }

    @Override
    protected final Environment environment() {
        return complete(Environments.environment(), shop).build();
    }

    @Override
    protected final int effects() throws IOException {
        return Collections.frequency(shop.log(), effect());
    }

    @Override
    protected final Optional<SlowWork> slowWork() {
        held.hold();
        return Optional.of(new SlowWork(work(), held::runs, brokenOff()));
    }
}
