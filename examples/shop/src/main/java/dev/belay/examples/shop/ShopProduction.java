package dev.belay.examples.shop;

import dev.belay.examples.production.PostgresServer;
import dev.belay.examples.shop.observation.ShopObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A running production system, the shop, in a directory and on a PostgreSQL server. */
public final class ShopProduction {
    private final ShopDirectory directory;
    private final Properties settings;

    private ShopProduction(ShopDirectory directory) throws IOException {
        this.directory = directory;
        this.settings = new Properties();
        try (var reader = Files.newBufferedReader(directory.settings())) {
            settings.load(reader);
        }
    }

    /**
     * Lays out the shop with v1.0.0 live and running; the directory must be empty or absent.
     *
     * @throws ShopSetupException if a program is missing, the server holds a shop already, or something failed
     */
    public static ShopProduction create(Path directory, PostgresServer server) {
        Program.requireAll();
        ShopDirectory shop = new ShopDirectory(directory);
        try {
            requireEmpty(shop.root());
            new ProductionSetup(shop, server).run();
            ShopProduction production = new ShopProduction(shop);
            production.start();
            return production;
        } catch (SQLException | IOException failure) {
            throw new ShopSetupException(
                    "The shop could not be laid out in " + shop.root() + ": " + failure.getMessage(), failure);
        }
    }

    /** A shop that was created here before; it is left as it is, running or not. */
    public static ShopProduction open(Path directory) {
        try {
            return new ShopProduction(new ShopDirectory(directory));
        } catch (IOException absent) {
            throw new ShopSetupException("There is no shop in " + directory + "; create it first.", absent);
        }
    }

    public ShopDirectory directory() {
        return directory;
    }

    /** What customers see; the maintenance page stands before it. */
    public URI publicUrl() {
        return URI.create("http://127.0.0.1:" + settings.getProperty("port.public"));
    }

    public URI internalUrl() {
        return URI.create("http://127.0.0.1:" + settings.getProperty("port.internal"));
    }

    public String databaseUrl() {
        return settings.getProperty("database.url");
    }

    public Path environmentFile() {
        return directory.environmentFile();
    }

    /** The plan that releases any version of the shop, by its parameter {@code version}. */
    public Path releasePlan() {
        return directory.plans().resolve("shop-release.yaml");
    }

    /** The plan that recounts the stock, and changes nothing. */
    public Path stockCountPlan() {
        return directory.plans().resolve("shop-stock-count.yaml");
    }

    /** Looks at the system from outside, with the reader's rights. */
    public ShopObserver observer() {
        try {
            return new ShopObserver(
                    directory.current(),
                    directory.maintenanceFlag(),
                    publicUrl(),
                    databaseUrl(),
                    ShopRole.READER.login(),
                    ShopRole.READER.password(directory));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Builds a version into its release directory, without touching what is live. */
    public void prepare(ShopVersion version) {
        run("prepare", directory.release(version).toString(), version.tag());
    }

    /** Switches to a prepared version; the service must be restarted to run it. */
    public void activate(ShopVersion version) {
        shopctl("activate", directory.release(version).toString());
    }

    public void start() {
        shopctl("start");
    }

    public void stop() {
        shopctl("stop");
    }

    /** Runs {@code bin/shopctl} and returns what it printed. */
    public String shopctl(String... arguments) {
        return run("shopctl", arguments);
    }

    /** Stops the service, drops every database that the shop's owner has on the server, and deletes the directory. */
    public void remove(PostgresServer server) {
        stop();
        try {
            new ShopDatabase(server, directory).drop();
            try (Stream<Path> files = Files.walk(directory.root())) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        } catch (SQLException | IOException failure) {
            throw new ShopSetupException(
                    "The shop in " + directory.root() + " was not removed whole: " + failure.getMessage(), failure);
        }
    }

    private String run(String program, String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(directory.program(program).toString()), Stream.of(arguments))
                .toList();
        return Program.run(directory.root(), Map.of(), command);
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> content = Files.list(directory)) {
            List<Path> found = content.limit(3).toList();
            if (!found.isEmpty()) {
                throw new ShopSetupException(
                        "%s is not empty, it holds %s. Give another directory, or remove the shop in it."
                                .formatted(directory, found));
            }
        }
    }
}
