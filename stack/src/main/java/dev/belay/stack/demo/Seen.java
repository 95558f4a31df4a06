package dev.belay.stack.demo;

import dev.belay.examples.shop.ShopProduction;
import dev.belay.examples.shop.observation.Observation;

/** The shop from outside at one moment, without asking Belay anything. */
record Seen(Observation observation, OrderColumns orders) {
    static Seen now(ShopProduction shop) {
        return new Seen(shop.observer().observe(), OrderColumns.of(shop));
    }

    String version() {
        return observation.version();
    }

    long rows() {
        return observation.database().rows();
    }
}
