package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.deployment.Rehearsals;
import dev.belay.orchestrator.deployment.projection.RehearsedMigrations;
import dev.belay.orchestrator.deployment.projection.RehearsedMigrations.Rehearsed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Finds the rehearsal of the same migrations, or says what differs from the newest one. */
@Service
class RehearsalsOnRecord implements Rehearsals {
    private static final String NEXT =
            "Rehearse them on this environment, by a plan with \"rehearse: database\" and this"
                    + " version, then deploy again.";

    private final RehearsedMigrations rehearsed;
    private final Clock clock;

    RehearsalsOnRecord(RehearsedMigrations rehearsed, Clock clock) {
        this.rehearsed = rehearsed;
        this.clock = clock;
    }

    @Override
    public Answer of(String environment, List<PlannedMigration> migrations, Duration within) {
        if (migrations.isEmpty()) {
            return new Answer("nothing is to be migrated", null, "");
        }
        Map<String, String> wanted = new TreeMap<>();
        migrations.forEach(one -> wanted.put(one.version(), one.digest()));
        Instant since = clock.instant().minus(within);
        List<Rehearsed> newest = rehearsed.newestOf(environment);
        Optional<Rehearsed> same =
                newest.stream().filter(one -> one.digests().equals(wanted)).findFirst();
        return same.filter(one -> !one.at().isBefore(since))
                .map(one -> new Answer(shown(one) + ": " + String.join(", ", wanted.keySet()), null, ""))
                .orElseGet(() -> new Answer(
                        null,
                        "The migrations " + String.join(", ", wanted.keySet())
                                + " must have been rehearsed on a copy of"
                                + " environment \"" + environment + "\" within " + Durations.format(within) + "; found "
                                + same.map(one -> "that they were, but longer ago: " + shown(one))
                                        .or(() -> newest.stream()
                                                .findFirst()
                                                .map(one -> "others: " + shown(one) + " differs, "
                                                        + String.join(", ", differences(one.digests(), wanted))))
                                        .orElse("no rehearsal")
                                + ".",
                        NEXT));
    }

    private static String shown(Rehearsed one) {
        return "deployment " + one.deployment() + " at " + one.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<String> differences(Map<String, String> rehearsed, Map<String, String> wanted) {
        List<String> differences = new ArrayList<>();
        wanted.forEach((version, digest) -> {
            if (!rehearsed.containsKey(version)) {
                differences.add(version + " was not rehearsed");
            } else if (!digest.equals(rehearsed.get(version))) {
                differences.add(version + " has been changed since");
            }
        });
        rehearsed.keySet().stream()
                .filter(version -> !wanted.containsKey(version))
                .forEach(version -> differences.add(version + " was rehearsed, too"));
        return differences;
    }
}
