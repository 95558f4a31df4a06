package dev.belay.examples.shop.observation;

/** Whether the maintenance page stands before the shop. */
public enum Maintenance {
    ON,
    OFF
}
