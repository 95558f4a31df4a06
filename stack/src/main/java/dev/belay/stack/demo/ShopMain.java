package dev.belay.stack.demo;

import dev.belay.embedded.machine.WholeFile;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.examples.production.PostgresServer;
import dev.belay.examples.shop.ShopProduction;
import dev.belay.stack.showing.ProductionFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The process that runs the production system of a demonstration, a shop on a PostgreSQL of its own, until it is told to end. */
public final class ShopMain {
    private static final int WRONG_USE = 2;

    private ShopMain() {}

    /** Takes {@code --directory DIR}, which must be empty or absent. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = Arrays.asList(arguments);
        if (words.size() != 2 || !words.get(0).equals("--directory")) {
            System.err.printf("Found arguments %s, expected: --directory DIR%n", words);
            System.exit(WRONG_USE);
        }
        try {
            run(new ProductionFiles(Path.of(words.get(1))));
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(ProductionFiles files) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(files.postgres());
        PostgresServer server =
                new PostgresServer(postgres.jdbcUrl("postgres"), postgres.username(), postgres.password());
        ShopProduction shop = ShopProduction.create(files.production(), server);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            shop.stop();
                            postgres.close();
                            stopped.countDown();
                        },
                        "shop-stop"));
        WholeFile.write(files.ready(), shop.publicUrl() + "\n");
        stopped.await();
    }
}
