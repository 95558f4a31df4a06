package dev.belay.worker.database;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;

/** Connects PostgreSQL's driver to the one socket file that a URL names in its {@code socketFactoryArg}. */
public final class PrivateSocketFactory extends SocketFactory {
    private final Path file;

    public PrivateSocketFactory(String file) {
        this.file = Path.of(file);
    }

    @Override
    public Socket createSocket() {
        return new PrivateSocket(file);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("Connects to " + file + " only");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("Connects to " + file + " only");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("Connects to " + file + " only");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("Connects to " + file + " only");
    }
}
