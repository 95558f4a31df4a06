package dev.belay.backup.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of several runs, printed in the order in which each was first met, as median and spread. */
public final class Figures {
    private final String title;
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    public Figures(String title) {
        this.title = title;
    }

    private record Figure(String unit, List<Double> values) {}

    /** @param unit as in "s", "x" for so many times, "%" */
    public void add(String name, String unit, double value) {
        figures.computeIfAbsent(name, unknown -> new Figure(unit, new ArrayList<>()))
                .values()
                .add(value);
    }

    public String table() {
        StringBuilder table = new StringBuilder(title).append('\n');
        table.append(String.format("%-62s %3s %10s %20s%n", "", "n", "median", "spread"));
        figures.forEach((name, figure) -> {
            List<Double> sorted = figure.values().stream().sorted().toList();
            table.append(String.format(
                    Locale.ROOT,
                    "%-62s %3d %8.3f %-2s %8.3f - %.3f%n",
                    name,
                    sorted.size(),
                    median(sorted),
                    figure.unit(),
                    sorted.get(0),
                    sorted.get(sorted.size() - 1)));
        });
        return table.toString();
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Prints the table, and leaves it where the script that asked for it looks. */
    public void print() throws IOException {
        System.out.println(table());
        String file = System.getProperty("belay.benchmark.output", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), table());
        }
    }

    /** What is measured. */
    public interface Work {
        void run() throws Exception;
    }

    public static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }
}
