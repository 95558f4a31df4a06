package dev.belay.worker.environment.catalogue;

import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.interpolation.FileStamp;
import dev.belay.worker.environment.reading.EnvironmentReader;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment files of a directory as they are now; a change of one, or of a file to which one refers, is picked up
 * without a restart.
 */
public final class EnvironmentDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentDirectory.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Path directory;
    private final String pool;
    private final EnvironmentReader reader;
    private final List<Consumer<List<EnvironmentReading>>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService poll;

    /** Environments whose files are gone, as they were last: deployments that have begun there still have to end. */
    private final Map<String, Environment> gone = new ConcurrentHashMap<>();

    /** Guarded by this, as every refresh is. */
    private Map<Path, EnvironmentReader.Sourced> files = new TreeMap<>();

    private volatile EnvironmentCatalogue catalogue;

    private EnvironmentDirectory(Path directory, String pool, EnvironmentReader reader) {
        this.directory = directory;
        this.pool = pool;
        this.reader = reader;
        this.catalogue = new EnvironmentCatalogue(directory, pool, List.of());
        this.poll = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "environment-files-" + pool);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads the directory's files, and from then on whatever changes; a directory that is not there yet is empty. */
    public static EnvironmentDirectory open(Path directory, String pool, EnvironmentReader reader) {
        return open(directory, pool, reader, INTERVAL);
    }

    public static EnvironmentDirectory open(Path directory, String pool, EnvironmentReader reader, Duration interval) {
        EnvironmentDirectory opened = new EnvironmentDirectory(directory, pool, reader);
        opened.refresh();
        opened.poll.scheduleWithFixedDelay(
                opened::refreshOrLog, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return opened;
    }

    /** The environment of this pool; empty where no file describes it or its file is broken. */
    public Optional<Environment> find(String name) {
        for (EnvironmentReading reading : all()) {
            if (reading instanceof EnvironmentReading.Usable usable
                    && usable.name().equals(name)) {
                return Optional.of(usable.environment());
            }
        }
        return Optional.empty();
    }

    /**
     * The environment of this pool; where its file has been removed since this worker's start, as it was last.
     *
     * @throws WorkFailed when no file describes it, or its file has findings, which are then in the text
     */
    public Environment require(String name) {
        Environment last = gone.get(name);
        return last == null ? catalogue.require(name) : last;
    }

    /** Every file of this pool, in the order of the files' names, and those too broken to tell their pool. */
    public List<EnvironmentReading> all() {
        return catalogue.ofPool();
    }

    /** Tells the listener {@link #all} after every change, in the order of the changes; it must not block for long. */
    public void onChange(Consumer<List<EnvironmentReading>> listener) {
        listeners.add(listener);
    }

    /** Reads what has changed, now. */
    public synchronized void refresh() {
        Map<Path, EnvironmentReader.Sourced> now = new TreeMap<>();
        for (Path file : list()) {
            EnvironmentReader.Sourced before = files.get(file);
            now.put(file, before != null && isCurrent(before) ? before : reader.readWithSources(file));
        }
        if (!now.equals(files)) {
            keepRemoved(now);
            files = now;
            catalogue = new EnvironmentCatalogue(
                    directory,
                    pool,
                    now.values().stream()
                            .map(EnvironmentReader.Sourced::reading)
                            .toList());
            tell(all());
        }
    }

    private void keepRemoved(Map<Path, EnvironmentReader.Sourced> now) {
        for (EnvironmentReading before : all()) {
            if (before instanceof EnvironmentReading.Usable usable && !now.containsKey(before.file())) {
                gone.put(before.name(), usable.environment());
            }
        }
        now.values().forEach(sourced -> gone.remove(sourced.reading().name()));
    }

    @Override
    public void close() {
        poll.shutdownNow();
    }

    private void refreshOrLog() {
        try {
            refresh();
        } catch (RuntimeException broken) {
            LOG.warn(
                    "The environment files in {} could not be looked at; what was read before stays.",
                    directory,
                    broken);
        }
    }

    private List<Path> list() {
        List<Path> list = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, EnvironmentDirectory::isEnvironment)) {
            entries.forEach(list::add);
        } catch (NoSuchFileException notThereYet) {
            return List.of();
        } catch (IOException | DirectoryIteratorException unreadable) {
            LOG.warn(
                    "The directory {} cannot be listed ({}); what was read before stays.",
                    directory,
                    unreadable.toString());
            return List.copyOf(files.keySet());
        }
        return list;
    }

    private static boolean isEnvironment(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(file);
    }

    private static boolean isCurrent(EnvironmentReader.Sourced sourced) {
        return sourced.sources().entrySet().stream()
                .allMatch(source -> FileStamp.of(source.getKey()).equals(source.getValue()));
    }

    private void tell(List<EnvironmentReading> readings) {
        for (EnvironmentReading reading : readings) {
            if (reading instanceof EnvironmentReading.Broken broken) {
                LOG.warn("The file of environment \"{}\" cannot be used:\n{}", broken.name(), broken.problem());
            }
        }
        for (Consumer<List<EnvironmentReading>> listener : listeners) {
            try {
                listener.accept(readings);
            } catch (RuntimeException broken) {
                LOG.warn("A listener to the environment files in {} failed", directory, broken);
            }
        }
    }
}
