package dev.belay.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the environment; all expectations must hold. */
public record CheckWork(
        List<HttpProbe> http,
        DatabaseExpectations database,
        List<FileExpectation> files,
        List<DiskExpectation> disk,
        @Nullable Release release)
        implements Work {
    public CheckWork {
        http = List.copyOf(http);
        files = List.copyOf(files);
        disk = List.copyOf(disk);
    }
}
