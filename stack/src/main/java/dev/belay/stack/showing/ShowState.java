package dev.belay.stack.showing;

import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.machine.WholeFile;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.stack.StackFailed;
import dev.belay.stack.running.EndListener;
import dev.belay.stack.running.Stack;
import dev.belay.stack.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a show, which is deleted with all that is in it, and therefore marked as one.
 *
 * @param production where its production system is
 * @param stopServices ends the services of that system; the process that would have done so may have been killed
 */
public record ShowState(StateDirectory directory, ProductionFiles production, Runnable stopServices) {

    /** Takes the directory, after ending and deleting an earlier show there. */
    public void claim() {
        if (isUsed() && !Files.exists(marker())) {
            throw new StackFailed(
                    "%s is not empty, and no demonstration has made what is in it. Name another directory with --state, or empty it."
                            .formatted(directory));
        }
        remove();
        directory.create();
        WholeFile.write(
                marker(), "Everything in this directory is deleted by the next demonstration or example here.\n");
    }

    /** Ends all processes; the files stay. */
    public void stop() {
        if (!directory.exists()) {
            return;
        }
        new Stack(directory).stop(EndListener.NOBODY);
        if (Files.exists(production.production())) {
            stopServices.run();
        }
        if (Files.isDirectory(production.postgres())) {
            EmbeddedPostgres.stopLeftover(production.postgres());
        }
    }

    /** Ends all processes and deletes all files. */
    public void remove() {
        stop();
        EmbeddedPostgres.delete(new Stack(directory).postgres());
        EmbeddedPostgres.delete(production.postgres());
        FileTree.delete(directory.root());
        deleteIfEmpty(directory.root().getParent());
    }

    /** Where reports are kept when all else is removed. */
    public Path reports() {
        return directory.root().resolve("reports");
    }

    /** Ends all processes and deletes all files but reports. */
    public void removeAllButReports() {
        if (!Files.isDirectory(reports())) {
            remove();
            return;
        }
        stop();
        EmbeddedPostgres.delete(new Stack(directory).postgres());
        EmbeddedPostgres.delete(production.postgres());
        content().stream()
                .filter(path -> !path.equals(reports()) && !path.equals(marker()))
                .forEach(FileTree::delete);
    }

    /** The directory around it was made for it, unless a stack keeps its state there. */
    private static void deleteIfEmpty(@Nullable Path parent) {
        try {
            if (parent != null && parent.endsWith(".belay")) {
                Files.deleteIfExists(parent);
            }
        } catch (DirectoryNotEmptyException inUse) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(parent), e);
        }
    }

    private boolean isUsed() {
        return directory.exists() && !content().isEmpty();
    }

    private List<Path> content() {
        try (Stream<Path> content = Files.list(directory.root())) {
            return content.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be listed".formatted(directory), e);
        }
    }

    private Path marker() {
        return directory.root().resolve("demonstration");
    }
}
