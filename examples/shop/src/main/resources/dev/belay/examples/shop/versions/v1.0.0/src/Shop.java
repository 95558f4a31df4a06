import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The shop: one service on two ports, the public one behind a maintenance page, the internal one always open. */
public class Shop {
    private final Settings settings;
    private final Database database;
    private final ExecutorService requests = Executors.newFixedThreadPool(8);

    Shop(Settings settings) {
        this.settings = settings;
        this.database = new Database(settings);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Shop(Settings.read(Path.of(arguments[0]))).run();
    }

    private void run() throws IOException, InterruptedException {
        HttpServer open = listen(settings.publicPort());
        HttpServer internal = listen(settings.internalPort());
        for (Endpoint endpoint : Endpoints.all(database)) {
            HttpContext context = open.createContext(endpoint.path(), endpoint);
            context.getFilters().add(new MaintenancePage(settings.maintenanceFlag()));
            internal.createContext(endpoint.path(), endpoint);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(open, internal)));
        open.start();
        internal.start();
        System.out.printf(
                "%s Shop %s listens on port %d, and on port %d for internal use%n",
                Instant.now(), Version.NUMBER, settings.publicPort(), settings.internalPort());
        sayWhenReady();
    }

    private HttpServer listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(requests);
        return server;
    }

    /** shopctl waits for the ready file, which appears once the service has seen itself answer. */
    private void sayWhenReady() throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (ownHealth() != 200) {
            never.await(100, TimeUnit.MILLISECONDS);
        }
        Files.writeString(settings.readyFile(), ProcessHandle.current().pid() + "\n");
    }

    private int ownHealth() throws IOException {
        URL health = new URL("http://127.0.0.1:" + settings.internalPort() + "/api/health");
        return ((HttpURLConnection) health.openConnection()).getResponseCode();
    }

    private void stop(HttpServer open, HttpServer internal) {
        open.stop(0);
        internal.stop(0);
        requests.shutdown();
        database.close();
        System.out.printf("%s Shop %s has stopped%n", Instant.now(), Version.NUMBER);
    }
}
