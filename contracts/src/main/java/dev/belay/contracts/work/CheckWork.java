package dev.belay.contracts.work;

import dev.belay.contracts.Release;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the environment; all expectations must hold.
 *
 * @param probes names of probes of the environment
 * @param release in whose directory relative paths lie, absent where none is known
 * @param marks from where on logs are read; a log without one is read whole
 * @param reference what the database's answers and times are compared with
 */
public record CheckWork(
        List<HttpProbe> http,
        DatabaseExpectations database,
        List<FileExpectation> files,
        List<DiskExpectation> disk,
        List<LogExpectation> logs,
        List<String> probes,
        @Nullable Release release,
        List<LogMark> marks,
        Reference reference)
        implements Work {
    public CheckWork {
        http = List.copyOf(http);
        files = List.copyOf(files);
        disk = List.copyOf(disk);
        logs = List.copyOf(logs);
        probes = List.copyOf(probes);
        marks = List.copyOf(marks);
        reference = reference == null ? Reference.NOTHING : reference;
    }

    /** A check that compares with nothing. */
    public CheckWork(
            List<HttpProbe> http,
            DatabaseExpectations database,
            List<FileExpectation> files,
            List<DiskExpectation> disk,
            List<LogExpectation> logs,
            List<String> probes,
            @Nullable Release release,
            List<LogMark> marks) {
        this(http, database, files, disk, logs, probes, release, marks, Reference.NOTHING);
    }
}
