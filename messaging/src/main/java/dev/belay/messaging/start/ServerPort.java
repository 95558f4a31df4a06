package dev.belay.messaging.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Whether somebody takes connections at an address; says nothing of what answers there. */
public final class ServerPort {
    private static final int CONNECT_MILLIS = 2_000;

    private ServerPort() {}

    /**
     * Why nobody takes connections; empty where one of the addresses does.
     *
     * @param addresses hosts, each perhaps with a port, with commas between them
     * @param usualPort of an address without one
     */
    public static Optional<String> lack(String addresses, int usualPort) {
        Optional<String> lack = Optional.of("no address is given");
        for (String address : addresses.split(",")) {
            lack = lackOf(address.strip(), usualPort);
            if (lack.isEmpty()) {
                return lack;
            }
        }
        return lack;
    }

    private static Optional<String> lackOf(String address, int usualPort) {
        int colon = address.lastIndexOf(':');
        boolean withPort = colon > 0 && address.substring(colon + 1).matches("\\d{1,5}");
        String host = withPort ? address.substring(0, colon) : address;
        int port = withPort ? Integer.parseInt(address.substring(colon + 1)) : usualPort;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException | IllegalArgumentException silent) {
            return Optional.of(String.valueOf(silent.getMessage()));
        }
    }
}
