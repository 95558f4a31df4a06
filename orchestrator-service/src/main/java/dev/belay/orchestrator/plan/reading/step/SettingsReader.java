package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.StepKind;
import dev.belay.orchestrator.plan.OnFailure;
import dev.belay.orchestrator.plan.StepSettings;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.timing.Estimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys that steps of every kind can have, with their defaults. */
public final class SettingsReader {
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration UNESTIMATED_TIMEOUT = Duration.ofHours(6);
    private static final Duration MAINTENANCE_ESTIMATE = Duration.ofSeconds(10);
    private static final int READ_ATTEMPTS = 3;
    private static final int MOST_ATTEMPTS = 100;

    private SettingsReader() {}

    public static StepSettings read(StepKind kind, Section step) {
        String owner = step.fields().text("owner").orElse(null);
        if (kind == StepKind.APPROVE || kind == StepKind.NOTIFY || kind == StepKind.WATCH) {
            return new StepSettings(owner, Duration.ZERO, 1, null, OnFailure.ROLLBACK, false, List.of());
        }
        Estimate estimate = step.duration("estimate").map(Estimate::ofPlan).orElse(defaultEstimate(kind));
        Optional<Duration> timeout = step.duration("timeout");
        int attempts = step.integer("attempts", 1, MOST_ATTEMPTS).orElse(kind == StepKind.CHECK ? READ_ATTEMPTS : 1);
        OnFailureReader onFailure = OnFailureReader.of(step);
        boolean smoke = kind == StepKind.CHECK && step.fields().flag("smoke").orElse(false);
        return new StepSettings(
                owner,
                timeout.orElse(defaultTimeout(kind, estimate)),
                attempts,
                estimate,
                onFailure.what(),
                smoke,
                onFailure.offers());
    }

    /** Of a preparation, which plans do not write. */
    public static StepSettings ofPreparation() {
        return new StepSettings(null, UNESTIMATED_TIMEOUT, 1, null, OnFailure.ROLLBACK, false, List.of());
    }

    /** Of a judgement of what is to follow; where it fails, nothing has been changed. */
    public static StepSettings ofAhead() {
        return new StepSettings(null, READ_TIMEOUT, READ_ATTEMPTS, null, OnFailure.ROLLBACK, false, List.of());
    }

    /** Of a measurement before the first change; where it fails, a person may go on without it. */
    public static StepSettings ofBaseline() {
        return new StepSettings(null, READ_TIMEOUT, READ_ATTEMPTS, null, OnFailure.ASK, false, List.of());
    }

    private static @Nullable Estimate defaultEstimate(StepKind kind) {
        return kind == StepKind.MAINTENANCE ? Estimate.byDefault(MAINTENANCE_ESTIMATE) : null;
    }

    private static Duration defaultTimeout(StepKind kind, @Nullable Estimate estimate) {
        if (kind == StepKind.CHECK) {
            return READ_TIMEOUT;
        }
        if (estimate == null) {
            return UNESTIMATED_TIMEOUT;
        }
        Duration tripled = estimate.takes().multipliedBy(3);
        return tripled.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : tripled;
    }
}
