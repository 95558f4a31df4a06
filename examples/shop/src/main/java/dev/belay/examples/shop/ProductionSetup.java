package dev.belay.examples.shop;

import dev.belay.examples.production.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays out the files of the shop and its database, in the order in which each needs the other. */
final class ProductionSetup {
    private final ShopDirectory directory;
    private final PostgresServer server;
    private final ShopDatabase database;

    ProductionSetup(ShopDirectory directory, PostgresServer server) {
        this.directory = directory;
        this.server = server;
        this.database = new ShopDatabase(server, directory);
    }

    void run() throws IOException, SQLException {
        database.requireAbsent();
        writeFiles();
        new SourceRepository(directory.repository()).create();
        call("prepare", directory.release(ShopVersion.V1).toString(), ShopVersion.V1.tag());
        call("shopctl", "activate", directory.release(ShopVersion.V1).toString());

        database.create();
        database.migrate(directory.release(ShopVersion.V1).resolve("migrations"));
        database.fill();
    }

    private void writeFiles() throws IOException {
        for (Path folder : List.of(directory.backups(), directory.log().getParent(), directory.releases())) {
            Files.createDirectories(folder);
        }
        for (String program : List.of("prepare", "shopctl", "recount-stock")) {
            new Resource("production/bin/" + program).writeProgramTo(directory.program(program));
        }
        for (String plan : List.of("shop-release.yaml", "shop-stock-count.yaml")) {
            new Resource("plans/" + plan).writeTo(directory.plans().resolve(plan));
        }
        Map<String, String> values = values(Ports.chooseFree());
        new Resource("production/shop.properties").writeTo(directory.settings(), values);
        new Resource("production/environment.yaml").writeTo(directory.environmentFile(), values);
        DriverJar.copyTo(directory.driver());
        Files.createSymbolicLink(directory.jdk(), Program.jdk());
    }

    private Map<String, String> values(Ports ports) {
        return Map.of(
                "directory", directory.root().toString(),
                "databaseUrl", server.urlOf(ShopDatabase.NAME),
                "publicPort", String.valueOf(ports.open()),
                "internalPort", String.valueOf(ports.internal()),
                "publicUrl", ports.publicUrl().toString(),
                "internalUrl", ports.internalUrl().toString());
    }

    private void call(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(directory.program(program).toString()));
        command.addAll(List.of(arguments));
        Program.run(directory.root(), Map.of(), command);
    }
}
