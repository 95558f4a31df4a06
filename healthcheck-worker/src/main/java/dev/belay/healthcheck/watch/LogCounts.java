package dev.belay.healthcheck.watch;

import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.watch.WatchState;
import dev.belay.healthcheck.log.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How many lines of logs have matched within the last minute; each series reads its log by itself. */
final class LogCounts {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Path> files;
    private final Map<String, LogMark> marks = new LinkedHashMap<>();
    private final List<WatchState.Lines> lines;
    private final Map<String, String> newest = new LinkedHashMap<>();

    /** @param marks how far each series has read, the series' name standing in the place of the log's */
    LogCounts(Map<String, Path> files, List<LogMark> marks, List<WatchState.Lines> lines) {
        this.files = files;
        marks.forEach(mark -> this.marks.put(mark.source(), mark));
        this.lines = new ArrayList<>(lines);
    }

    /** Begins at the log's present end. */
    Reading count(LogSeries series, Instant now) {
        Path file = files.get(series.source());
        if (file == null) {
            return new Reading.Missing("the environment has no log \"" + series.source() + "\"");
        }
        LogFile log = new LogFile(series.name(), file);
        try {
            LogMark mark = marks.get(series.name());
            if (mark == null) {
                marks.put(series.name(), log.mark());
                return new Reading.Value(0);
            }
            Pattern pattern = Pattern.compile(series.matching());
            AtomicLong found = new AtomicLong();
            marks.put(series.name(), log.readOn(mark, line -> {
                newest.put(series.source(), line);
                if (pattern.matcher(line).find()) {
                    found.incrementAndGet();
                }
            }));
            return new Reading.Value(within(series.name(), now, found.get()));
        } catch (LogFile.Lost lost) {
            marks.remove(series.name());
            return new Reading.Missing("log " + series.source() + ": " + lost.getMessage());
        } catch (IOException | PatternSyntaxException broken) {
            return new Reading.Missing("log " + series.source() + " could not be read (" + broken + ")");
        }
    }

    private long within(String series, Instant now, long found) {
        lines.removeIf(old -> old.at().isBefore(now.minus(WINDOW)));
        if (found > 0) {
            lines.add(new WatchState.Lines(series, now, found));
        }
        return lines.stream()
                .filter(one -> one.series().equals(series))
                .mapToLong(WatchState.Lines::count)
                .sum();
    }

    /** The last line of each log that was written since it was begun to be read, whether it matched or not. */
    Map<String, String> newest() {
        return newest;
    }

    List<LogMark> marks() {
        return List.copyOf(marks.values());
    }

    List<WatchState.Lines> lines() {
        return List.copyOf(lines);
    }
}
