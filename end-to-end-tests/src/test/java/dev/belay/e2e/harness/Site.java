package dev.belay.e2e.harness;

import com.sun.net.httpserver.HttpServer;
import dev.belay.embedded.machine.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small web site: {@code /health} answers at once, {@code /page} as it is told to, {@code /silent} never. */
public final class Site implements AutoCloseable {
    private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int pageStatus = 200;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Site() {
        try {
            server = HttpServer.create(LoopbackPort.address(0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(threads);
        server.createContext("/health", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, UP.length);
            exchange.getResponseBody().write(UP);
            exchange.close();
        });
        server.createContext("/page", exchange -> {
            exchange.sendResponseHeaders(pageStatus, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    /** What the page answers from now on. */
    public void pageAnswers(int status) {
        pageStatus = status;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
