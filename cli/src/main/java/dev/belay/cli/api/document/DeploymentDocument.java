package dev.belay.cli.api.document;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionMade;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A deployment as the API shows it, whole or as one of a list. */
public record DeploymentDocument(JsonNode json) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    public DeploymentId id() {
        return new DeploymentId(text("id"));
    }

    public DeploymentStatus status() {
        return Json.as(json.path("status"), DeploymentStatus.class).orElse(DeploymentStatus.PENDING);
    }

    /** A member that is text, empty where it is missing. */
    public String text(String member) {
        return Json.text(json, member);
    }

    public Optional<Instant> instant(String member) {
        return Json.instant(json, member);
    }

    /** When it is to begin, such as {@code 2026-12-01 02:00 (Europe/Moscow)}; empty where that was at once. */
    public Optional<String> scheduledFor() {
        return instant("scheduledFor").map(at -> {
            ZoneId zone = zone(text("scheduledZone"));
            return MINUTES.format(at.atZone(zone)) + " (" + zone.getId() + ")";
        });
    }

    private static ZoneId zone(String id) {
        try {
            return id.isEmpty() ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (DateTimeException unknownHere) {
            return ZoneOffset.UTC;
        }
    }

    public String parameter(String name) {
        return Json.text(json.path("parameters"), name);
    }

    /** The newest event that this shows, 0 where there is none. */
    public long lastSeq() {
        return json.path("lastSeq").asLong(0);
    }

    public List<OpenQuestion> questions() {
        return Json.items(json.path("questions")).stream()
                .map(question -> new OpenQuestion(
                        Json.text(question, "id"),
                        new StepId(Json.text(question, "step")),
                        Json.text(question, "text"),
                        options(question.path("options")),
                        Json.items(question.path("offers")).stream()
                                .map(offer -> offer.asString(""))
                                .toList()))
                .toList();
    }

    private static List<DecisionKind> options(JsonNode options) {
        return Json.items(options).stream()
                .flatMap(option -> Json.as(option, DecisionKind.class).stream())
                .toList();
    }

    /** The newest execution of a step. */
    public Optional<ExecutionId> execution(StepId step) {
        return steps().filter(candidate -> Json.text(candidate, "id").equals(step.text()))
                .flatMap(candidate -> Json.as(candidate.path("execution"), ExecutionId.class).stream())
                .findFirst();
    }

    /** Who has looked after an interrupted deployment; empty where nobody has. */
    public Optional<DecisionMade> acknowledgement() {
        JsonNode made = json.path("interruption").path("acknowledgement");
        return made.isObject()
                ? Optional.of(new DecisionMade(
                        Json.text(made, "id"),
                        null,
                        DecisionKind.ACKNOWLEDGE,
                        Json.text(made, "by"),
                        Json.as(made.path("role"), Role.class).orElse(Role.RELEASE_MANAGER),
                        Json.text(made, "comment")))
                : Optional.empty();
    }

    /** What is with a worker now. */
    public List<LiveBeat> beats() {
        return steps().flatMap(step -> LiveBeat.of(step.path("progress")).stream())
                .toList();
    }

    private Stream<JsonNode> steps() {
        return Json.items(json.path("phases")).stream().flatMap(phase -> Json.items(phase.path("steps")).stream());
    }
}
