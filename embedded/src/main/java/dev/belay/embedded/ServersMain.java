package dev.belay.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The process that runs the embedded servers until it is told to end. */
public final class ServersMain {
    private static final String LOG_SETTINGS = "logback.configurationFile";
    private static final int WRONG_USE = 2;

    private ServersMain() {}

    /** Takes {@code --directory DIR}. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = Arrays.asList(arguments);
        if (words.size() != 2 || !words.get(0).equals("--directory")) {
            System.err.printf("Found arguments %s, expected: --directory DIR%n", words);
            System.exit(WRONG_USE);
        }
        chooseLogSettings();
        try {
            run(Path.of(words.get(1)));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            Arrays.stream(e.getSuppressed()).map(Throwable::getMessage).forEach(System.err::println);
            System.exit(1);
        }
    }

    // Named here and not logback.xml: as a library in another program's tests this module must not decide its logs.
    private static void chooseLogSettings() {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "dev/belay/embedded/servers-logback.xml");
        }
    }

    private static void run(Path directory) throws InterruptedException {
        EmbeddedServers servers = EmbeddedServers.start(directory);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            servers.close();
                            stopped.countDown();
                        },
                        "servers-stop"));
        System.out.println(line(servers.addresses()));
        stopped.await();
    }

    private static String line(ServersFile addresses) {
        return "Servers ready: Kafka %s, Temporal %s (%s), PostgreSQL %s:%d"
                .formatted(
                        addresses.kafka(),
                        addresses.temporal().target(),
                        addresses.temporal().durable() ? "state kept" : "state in memory",
                        addresses.postgres().host(),
                        addresses.postgres().port());
    }
}
