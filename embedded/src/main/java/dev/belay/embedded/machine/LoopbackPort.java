package dev.belay.embedded.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1, the only address that embedded servers listen on. */
public final class LoopbackPort {
    public static final String HOST = "127.0.0.1";

    // Below the range from which systems take ports of outgoing connections: a remembered port stays free that way.
    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 200;
    private static final int CONNECT_MILLIS = 500;
    private static final InetAddress LOOPBACK = loopback();

    /** UDP sockets on the chosen numbers, which nobody else wants: held until this JVM ends, however it ends. */
    private static final Queue<DatagramSocket> RESERVED = new ConcurrentLinkedQueue<>();

    private LoopbackPort() {}

    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean reserve(int port) {
        try {
            RESERVED.add(new DatagramSocket(address(port)));
            return true;
        } catch (SocketException taken) {
            return false;
        }
    }

    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), CONNECT_MILLIS);
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    // InetAddress.getLoopbackAddress() may be ::1.
    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody listens on at this moment, and that nobody else is given here as long as this JVM runs. */
    public static int choose() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port) && reserve(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port on %s: %d tries between %d and %d all failed. Name a port."
                .formatted(HOST, ATTEMPTS, FIRST, LAST));
    }
}
