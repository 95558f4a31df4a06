package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.machine.RememberedPorts;
import dev.belay.embedded.machine.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL server on 127.0.0.1, run by this machine's own programs, with its data kept in a directory. */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String[] PROGRAMS = {"initdb", "pg_ctl", "postgres"};

    private final DirectoryLock lock;
    private final Cluster cluster;
    private final int port;
    private final String password;
    private final Thread stopWithUs;
    private boolean stopped;

    private EmbeddedPostgres(DirectoryLock lock, Cluster cluster, int port, String password) {
        this.lock = lock;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
        this.stopWithUs = new Thread(this::stopOnce, "postgres-stop");
    }

    /** Starts a server that keeps its data in the directory; returns when it takes connections. */
    public static EmbeddedPostgres start(Path directory) {
        return start(PostgresConfiguration.in(directory));
    }

    /** Starts the server, after making its cluster at the first time; returns when it takes connections. */
    public static EmbeddedPostgres start(PostgresConfiguration configuration) {
        DirectoryLock lock = DirectoryLock.acquire(configuration.directory());
        try {
            return startLocked(configuration, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Stops the server that a killed process left running on the directory; true where there was one. */
    public static boolean stopLeftover(Path directory) {
        PostgresConfiguration configuration = PostgresConfiguration.in(directory);
        DirectoryLock lock = DirectoryLock.acquire(configuration.directory());
        try {
            SystemAccount account = SystemAccount.forThisProcess();
            ClusterFiles files = ClusterFiles.of(configuration.directory(), account);
            return new Cluster(files, account, configuration.programs().directoryWith(PROGRAMS)).stopLeftover();
        } finally {
            lock.close();
        }
    }

    /** Deletes the cluster of a directory, wherever its files are; it must not be running. */
    public static void delete(Path directory) {
        Path normal = directory.toAbsolutePath().normalize();
        if (Files.isDirectory(normal)) {
            FileTree.delete(
                    ClusterFiles.of(normal, SystemAccount.forThisProcess()).home());
            FileTree.delete(normal);
        }
    }

    private static EmbeddedPostgres startLocked(PostgresConfiguration configuration, DirectoryLock lock) {
        SystemAccount account = SystemAccount.forThisProcess();
        ClusterFiles files = ClusterFiles.of(configuration.directory(), account);
        Path programs = programs(configuration.programs(), files.data());
        new ClusterCreation(files, account, programs, configuration.durability()).createIfAbsent();
        Cluster cluster = new Cluster(files, account, programs);
        cluster.stopLeftover();
        int port = new RememberedPorts(configuration.directory()).port("postgres", configuration.port());
        cluster.start(ClusterSettings.text(port, configuration.durability(), configuration.settings()));
        EmbeddedPostgres server = new EmbeddedPostgres(lock, cluster, port, read(files.password()));
        ShutdownHook.add(server.stopWithUs);
        try {
            server.administration().awaitReady();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static Path programs(PostgresPrograms programs, Path data) {
        Path version = data.resolve("PG_VERSION");
        return Files.exists(version)
                ? programs.directoryWith(Integer.parseInt(read(version)), PROGRAMS)
                : programs.directoryWith(PROGRAMS);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    public String host() {
        return LoopbackPort.HOST;
    }

    public int port() {
        return port;
    }

    /** The cluster's superuser. */
    public String username() {
        return ClusterCreation.USERNAME;
    }

    public String password() {
        return password;
    }

    /** The file, readable by our own user alone, that holds the password. */
    public Path passwordFile() {
        return cluster.files().password();
    }

    /** Where the cluster's files are: the directory asked for, or another where PostgreSQL's user cannot reach that one. */
    public Path home() {
        return cluster.files().home();
    }

    public String jdbcUrl(String database) {
        return administration().jdbcUrl(database);
    }

    /** Creates the database unless it is there. */
    public void createDatabase(String name) {
        administration().createDatabase(name);
    }

    /** Drops the database if it is there, ending the sessions in it. */
    public void dropDatabase(String name) {
        administration().dropDatabase(name);
    }

    private DatabaseAdministration administration() {
        return new DatabaseAdministration(host(), port, username(), password);
    }

    // Both the owner and the end of the JVM stop the server, possibly at once; pg_ctl takes a second stop for an error.
    private synchronized void stopOnce() {
        if (!stopped) {
            stopped = true;
            cluster.stop();
        }
    }

    @Override
    public void close() {
        try {
            ShutdownHook.remove(stopWithUs);
            stopOnce();
        } finally {
            lock.close();
        }
    }
}
