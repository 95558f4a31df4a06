package dev.belay.backup.verifying;

import dev.belay.worker.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who runs a server of our own: PostgreSQL refuses to run as root, so root hands it to the user of its package. */
final class ServerUser {
    private static final String PACKAGE_USER = "postgres";

    private ServerUser() {}

    static boolean isAnother() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command as that user runs it. */
    static List<String> command(List<String> command) {
        if (!isAnother()) {
            return command;
        }
        List<String> whole = new ArrayList<>(
                Programs.find("setpriv", Optional.empty()).isPresent()
                        ? List.of("setpriv", "--reuid=" + PACKAGE_USER, "--regid=" + PACKAGE_USER, "--init-groups")
                        : List.of("runuser", "-u", PACKAGE_USER, "--"));
        whole.addAll(command);
        return whole;
    }

    static void own(Path path) throws IOException {
        if (isAnother()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(PACKAGE_USER));
        }
    }

    /** Whether that user gets through to what lies in the directory. */
    static boolean reaches(Path directory) throws IOException {
        if (!isAnother()) {
            return Files.isWritable(directory);
        }
        for (Path path = directory.toRealPath(); path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
