package dev.belay.examples.shop;

/** The shop could not be laid out, started or looked at; the message says what to do. */
public final class ShopSetupException extends RuntimeException {
    public ShopSetupException(String message) {
        super(message);
    }

    public ShopSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
