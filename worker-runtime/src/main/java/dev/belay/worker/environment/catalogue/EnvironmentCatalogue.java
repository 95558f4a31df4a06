package dev.belay.worker.environment.catalogue;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.documents.Finding;
import dev.belay.documents.Nearest;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All environment files of a directory at one moment; of two files with one name the later one is broken. */
record EnvironmentCatalogue(Path directory, String pool, List<EnvironmentReading> readings) {
    private static final int MOST_FINDINGS = 20;

    EnvironmentCatalogue {
        readings = distinct(readings);
    }

    /** Those of the pool, and those too broken to tell theirs. */
    List<EnvironmentReading> ofPool() {
        return readings.stream()
                .filter(reading -> reading.pool().map(pool::equals).orElse(true))
                .toList();
    }

    Environment require(String name) {
        Optional<EnvironmentReading> found =
                ofPool().stream().filter(reading -> reading.name().equals(name)).findFirst();
        if (found.isPresent() && found.get() instanceof EnvironmentReading.Usable usable) {
            return usable.environment();
        }
        if (found.isPresent() && found.get() instanceof EnvironmentReading.Broken broken) {
            throw new WorkFailed(invalid(broken));
        }
        throw new WorkFailed(unknown(name));
    }

    private static Failure invalid(EnvironmentReading.Broken broken) {
        List<Finding> findings = broken.findings();
        StringBuilder message = new StringBuilder("The file of environment \"" + broken.name() + "\" cannot be used ("
                + findings.size() + (findings.size() == 1 ? " finding" : " findings") + "):");
        findings.stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> message.append("\n  ").append(finding));
        return new Failure(
                FailureCode.ENVIRONMENT_INVALID,
                message.toString(),
                "Mend " + broken.file() + " where the worker runs; it is read again by itself. Then retry.");
    }

    private Failure unknown(String name) {
        Optional<String> otherPool = readings.stream()
                .filter(reading -> reading.name().equals(name))
                .flatMap(reading -> reading.pool().stream())
                .findFirst();
        List<String> names = ofPool().stream().map(EnvironmentReading::name).toList();
        String found = otherPool
                .map(other -> "it belongs to pool \"" + other + "\"")
                .orElse(names.isEmpty() ? "there is none of this pool" : "found " + String.join(", ", names));
        return new Failure(
                FailureCode.ENVIRONMENT_UNKNOWN,
                "No file in " + directory + " describes environment \"" + name + "\" for pool \"" + pool + "\"; "
                        + found + ".",
                Nearest.of(name, names)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Add its file there, or start the deployment on an environment that is known."));
    }

    private static List<EnvironmentReading> distinct(List<EnvironmentReading> readings) {
        Map<String, EnvironmentReading> first = new HashMap<>();
        List<EnvironmentReading> distinct = new ArrayList<>();
        for (EnvironmentReading reading : readings) {
            EnvironmentReading earlier = first.putIfAbsent(reading.name(), reading);
            distinct.add(earlier == null ? reading : duplicate(reading, earlier));
        }
        return List.copyOf(distinct);
    }

    /** Goes by its file's name, so that it does not stand in the way of the file that has the name already. */
    private static EnvironmentReading duplicate(EnvironmentReading reading, EnvironmentReading earlier) {
        Finding finding = new Finding(
                "duplicate-environment",
                "Environment \"" + reading.name() + "\" is described here and, before, in " + earlier.file() + ".",
                reading.file().toString(),
                1,
                1,
                "environment",
                reading.name(),
                "one file per environment",
                "Give one of the two another name, or remove it.");
        List<Finding> findings = new ArrayList<>(List.of(finding));
        if (reading instanceof EnvironmentReading.Broken broken) {
            findings.addAll(broken.findings());
        }
        return new EnvironmentReading.Broken(
                reading.file(),
                String.valueOf(reading.file().getFileName()),
                reading.digest(),
                reading.pool(),
                findings);
    }
}
