package dev.belay.examples.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** The shop's two ports on this machine: for customers, and for those who run it. */
record Ports(int open, int internal) {
    static Ports chooseFree() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (ServerSocket first = new ServerSocket(0, 1, here);
                ServerSocket second = new ServerSocket(0, 1, here)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        }
    }

    URI publicUrl() {
        return URI.create("http://127.0.0.1:" + open);
    }

    URI internalUrl() {
        return URI.create("http://127.0.0.1:" + internal);
    }
}
