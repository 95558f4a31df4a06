package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.StepId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something worth knowing that changed no state. */
public record NoteView(Instant at, @Nullable StepId step, String text) {}
