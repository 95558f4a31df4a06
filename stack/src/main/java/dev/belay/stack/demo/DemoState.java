package dev.belay.stack.demo;

import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.machine.WholeFile;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.examples.shop.ShopProduction;
import dev.belay.stack.StackFailed;
import dev.belay.stack.running.EndListener;
import dev.belay.stack.running.Stack;
import dev.belay.stack.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of a demonstration, which is deleted with all that is in it, and therefore marked as one. */
record DemoState(StateDirectory directory) {

    /** Takes the directory, after ending and deleting an earlier demonstration there. */
    void claim() {
        if (isUsed() && !Files.exists(marker())) {
            throw new StackFailed(
                    "%s is not empty, and no demonstration has made what is in it. Name another directory with --state, or empty it."
                            .formatted(directory));
        }
        remove();
        directory.create();
        WholeFile.write(marker(), "Everything in this directory is deleted by the next ./belay demo.\n");
    }

    /** Ends all processes; the files stay. */
    void stop() {
        if (!directory.exists()) {
            return;
        }
        new Stack(directory).stop(EndListener.NOBODY);
        ShopFiles files = ShopProcess.files(directory);
        if (Files.exists(files.ready())) {
            ShopProduction.open(files.production()).stop(); // the process that would have done so may have been killed
        }
        if (Files.isDirectory(files.postgres())) {
            EmbeddedPostgres.stopLeftover(files.postgres());
        }
    }

    /** Ends all processes and deletes all files. */
    void remove() {
        stop();
        EmbeddedPostgres.delete(new Stack(directory).postgres());
        EmbeddedPostgres.delete(ShopProcess.files(directory).postgres());
        FileTree.delete(directory.root());
        deleteIfEmpty(directory.root().getParent());
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
        if (!directory.exists()) {
            return false;
        }
        try (Stream<Path> content = Files.list(directory.root())) {
            return content.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be listed".formatted(directory), e);
        }
    }

    private Path marker() {
        return directory.root().resolve("demonstration");
    }
}
