package dev.belay.stack.example;

import dev.belay.embedded.machine.WholeFile;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.examples.production.Example;
import dev.belay.examples.production.PostgresServer;
import dev.belay.examples.production.ProductionSystem;
import dev.belay.stack.showing.ProductionFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The process that runs the system of an example, on a PostgreSQL of its own, until it is told to end. */
public final class SystemMain {
    private static final int WRONG_USE = 2;

    private SystemMain() {}

    /** Takes {@code --directory DIR --examples DIR --example NAME [--variant NAME]}; the first must be empty or absent. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = Arrays.asList(arguments);
        boolean varied = words.size() == 8 && words.get(6).equals("--variant");
        if (!(varied || words.size() == 6)
                || !words.get(0).equals("--directory")
                || !words.get(2).equals("--examples")
                || !words.get(4).equals("--example")) {
            System.err.printf(
                    "Found arguments %s, expected: --directory DIR --examples DIR --example NAME [--variant NAME]%n",
                    words);
            System.exit(WRONG_USE);
        }
        try {
            Example example = Example.in(Path.of(words.get(3)), words.get(5));
            run(
                    new ProductionFiles(Path.of(words.get(1))),
                    example,
                    varied ? Optional.of(example.variant(words.get(7))) : Optional.empty());
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(ProductionFiles files, Example example, Optional<Example.Variant> variant)
            throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(files.postgres());
        PostgresServer server =
                new PostgresServer(postgres.jdbcUrl("postgres"), postgres.username(), postgres.password());
        ProductionSystem system = ProductionSystem.create(example, variant, files.production(), server);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            system.stop();
                            postgres.close();
                            stopped.countDown();
                        },
                        "system-stop"));
        WholeFile.write(files.ready(), system.publicUrl() + "\n");
        stopped.await();
    }
}
