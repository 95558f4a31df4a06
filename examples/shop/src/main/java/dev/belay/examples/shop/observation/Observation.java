package dev.belay.examples.shop.observation;

import dev.belay.examples.production.observation.Answer;
import dev.belay.examples.production.observation.DatabaseState;
import dev.belay.examples.production.observation.TableContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The production system at one moment, as someone outside of it sees it.
 *
 * @param version the live release, by the link that says so
 * @param answers what the public address answered, by path
 */
public record Observation(
        String version, Maintenance maintenance, DatabaseState database, SortedMap<String, Answer> answers) {
    public Observation {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    /** A sentence for each thing that is otherwise than it was; empty where nothing is. */
    public List<String> differencesFrom(Observation earlier) {
        List<String> differences = new ArrayList<>();
        if (!version.equals(earlier.version)) {
            differences.add("live version: %s, was %s".formatted(version, earlier.version));
        }
        if (maintenance != earlier.maintenance) {
            differences.add("maintenance: %s, was %s".formatted(maintenance, earlier.maintenance));
        }
        differences.addAll(changesOf("migrations", database.migrations(), earlier.database.migrations()));
        differences.addAll(changesOf("schema", database.schema(), earlier.database.schema()));
        differences.addAll(tableDifferences(earlier));
        differences.addAll(answerDifferences(earlier));
        return List.copyOf(differences);
    }

    private static List<String> changesOf(String what, List<String> now, List<String> before) {
        List<String> differences = new ArrayList<>();
        before.stream()
                .filter(line -> !now.contains(line))
                .forEach(line -> differences.add(what + ": gone is " + line));
        now.stream().filter(line -> !before.contains(line)).forEach(line -> differences.add(what + ": new is " + line));
        return differences;
    }

    /** Tables that came or went are the schema's difference, and not told twice. */
    private List<String> tableDifferences(Observation earlier) {
        List<String> differences = new ArrayList<>();
        database.tables().forEach((table, now) -> {
            TableContent before = earlier.database.tables().get(table);
            if (before == null || before.equals(now)) {
                return;
            }
            differences.add(
                    before.rows() == now.rows()
                            ? "table %s: %d rows as before, but with other content".formatted(table, now.rows())
                            : "table %s: %d rows, were %d".formatted(table, now.rows(), before.rows()));
        });
        return differences;
    }

    private List<String> answerDifferences(Observation earlier) {
        SortedSet<String> paths = new TreeSet<>(answers.keySet());
        paths.addAll(earlier.answers.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            Answer now = answers.getOrDefault(path, Answer.none());
            Answer before = earlier.answers.getOrDefault(path, Answer.none());
            if (!Objects.equals(now.status(), before.status())) {
                differences.add("GET %s: answers %s, was %s".formatted(path, now.status(), before.status()));
            } else if (!now.equals(before)) {
                differences.add("GET %s: answers %s as before, but another body".formatted(path, now.status()));
            }
        }
        return differences;
    }
}
