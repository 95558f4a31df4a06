package dev.belay.backup.scratch;

import dev.belay.worker.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who runs a server of our own: PostgreSQL refuses to run as root, so root hands it to the user of its package. */
public final class ServerUser {
    private static final String PACKAGE_USER = "postgres";

    private ServerUser() {}

    public static boolean isAnother() {
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
            Files.setOwner(path, user(path));
        }
    }

    /** Gives away all that is in a directory that has been given away. */
    public static void ownTree(Path root) throws IOException {
        if (isAnother()) {
            UserPrincipal user = user(root);
            Object number = number(root);
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.toList()) {
                    if (!number.equals(number(path))) {
                        Files.setOwner(path, user);
                    }
                }
            }
        }
    }

    /** Of a file's owner; to look up a name takes as long as many files. */
    private static Object number(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid");
    }

    private static UserPrincipal user(Path path) throws IOException {
        return path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(PACKAGE_USER);
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
