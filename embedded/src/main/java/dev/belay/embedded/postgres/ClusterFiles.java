package dev.belay.embedded.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one cluster: all in the directory that was asked for, or elsewhere where PostgreSQL's user cannot reach it. */
record ClusterFiles(Path home) {
    private static final Logger log = LoggerFactory.getLogger(ClusterFiles.class);
    private static final Path REACHABLE = Path.of("/var/lib/belay");

    static ClusterFiles of(Path directory, SystemAccount account) {
        if (account.reaches(directory)) {
            return new ClusterFiles(directory);
        }
        Path elsewhere =
                REACHABLE.resolve(UUID.nameUUIDFromBytes(directory.toString().getBytes(StandardCharsets.UTF_8))
                        .toString());
        log.warn(
                "PostgreSQL runs as user \"postgres\", who cannot go into {}: its data are in {}",
                directory,
                elsewhere);
        return new ClusterFiles(elsewhere);
    }

    Path data() {
        return home.resolve("data");
    }

    /** Where initdb works: a cluster that is half made when we die never takes the place of the real one. */
    Path draft() {
        return home.resolve("data.new");
    }

    Path password() {
        return home.resolve("password");
    }

    Path passwordForInitdb() {
        return home.resolve("password.initdb");
    }

    /** In the data directory, because that is what PostgreSQL's user may write. */
    Path log() {
        return data().resolve("server.log");
    }

    Path settings() {
        return data().resolve(ClusterSettings.FILE_NAME);
    }
}
