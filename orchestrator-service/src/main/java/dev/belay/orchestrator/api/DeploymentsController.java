package dev.belay.orchestrator.api;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import dev.belay.orchestrator.deployment.intake.Deployments;
import dev.belay.orchestrator.deployment.projection.DeploymentFilter;
import dev.belay.orchestrator.deployment.projection.DeploymentList;
import dev.belay.orchestrator.deployment.projection.DeploymentReader;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;
import dev.belay.orchestrator.deployment.refusal.RoleMissing;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import dev.belay.orchestrator.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts deployments and shows them. */
@RestController
@RequestMapping(path = "/api/v1/deployments", produces = MediaType.APPLICATION_JSON_VALUE)
class DeploymentsController {
    private static final int MOST = 200;
    private static final int LONGEST_KEY = 200;

    private final Deployments deployments;
    private final DeploymentList list;
    private final DeploymentReader reader;

    DeploymentsController(Deployments deployments, DeploymentList list, DeploymentReader reader) {
        this.deployments = deployments;
        this.list = list;
        this.reader = reader;
    }

    /** A repeated request has the answer of the first one, and a header that says so. */
    @ApiResponse(responseCode = "201", description = "The deployment, as good as begun")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DeploymentView> start(
            @RequestBody StartBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        if (!caller.role().covers(Role.OPERATOR)) {
            throw new RoleMissing("Starting a deployment", Role.OPERATOR, caller.role());
        }
        Deployments.Started started = deployments.start(body.request(caller.name()), key(idempotencyKey));
        return ResponseEntity.created(URI.create("/api/v1/deployments/" + started.deployment()))
                .header("Idempotency-Replayed", String.valueOf(started.novelty() == Deployments.Novelty.REPEATED))
                .body(view(started.deployment()));
    }

    @GetMapping
    DeploymentFilter.Page list(
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1 || limit > MOST) {
            throw new ApiRefusal(
                    ProblemCode.VALUE_INVALID,
                    "Parameter \"limit\" is " + limit + "; expected 1 to " + MOST + ".",
                    "Ask for further pages with \"after\".");
        }
        return list.page(new DeploymentFilter(
                environment,
                status == null
                        ? List.of()
                        : status.stream().map(DeploymentsController::status).toList(),
                plan,
                limit,
                after == null ? null : known(after)));
    }

    @GetMapping("/{id}")
    DeploymentView show(@PathVariable String id) {
        return view(PathId.deployment(id));
    }

    private DeploymentView view(DeploymentId id) {
        return reader.find(id).orElseThrow(() -> new DeploymentUnknown(id.text()));
    }

    private DeploymentId known(String after) {
        DeploymentId id = PathId.deployment(after);
        if (!reader.exists(id)) {
            throw new DeploymentUnknown(after);
        }
        return id;
    }

    private static DeploymentStatus status(String text) {
        try {
            return DeploymentStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ApiRefusal(
                    ProblemCode.VALUE_INVALID,
                    "Parameter \"status\" is \"" + text + "\"; expected one of "
                            + Arrays.toString(DeploymentStatus.values()) + ".",
                    "Mend the parameter \"status\", or leave it out.");
        }
    }

    private static Optional<String> key(@Nullable String header) {
        if (header != null && (header.isBlank() || header.length() > LONGEST_KEY)) {
            throw new ApiRefusal(
                    ProblemCode.VALUE_INVALID,
                    "Header \"Idempotency-Key\" has " + header.strip().length() + " characters; expected 1 to "
                            + LONGEST_KEY + ".",
                    "Send a random key, such as a UUID, or none.");
        }
        return Optional.ofNullable(header);
    }
}
