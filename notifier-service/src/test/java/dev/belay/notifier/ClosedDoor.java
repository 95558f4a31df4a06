package dev.belay.notifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port at which nobody answers until it is opened, and a server from then on. */
final class ClosedDoor implements AutoCloseable {
    private final String host;
    private final int port;
    private final int door;
    private ServerSocket open;

    ClosedDoor(String server) throws IOException {
        String[] parts = server.split(":");
        this.host = parts[0];
        this.port = Integer.parseInt(parts[1]);
        try (ServerSocket free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            this.door = free.getLocalPort();
        }
    }

    String address() {
        return "127.0.0.1:" + door;
    }

    void open() throws IOException {
        open = new ServerSocket(door, 50, InetAddress.getLoopbackAddress());
        inBackground(() -> {
            while (true) {
                Socket guest = open.accept();
                Socket server = new Socket(host, port);
                inBackground(() -> copy(guest, server));
                inBackground(() -> copy(server, guest));
            }
        });
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            input.transferTo(output);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // One of both has hung up, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
