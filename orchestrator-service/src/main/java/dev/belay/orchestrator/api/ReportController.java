package dev.belay.orchestrator.api;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.projection.DeploymentReader;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;
import dev.belay.orchestrator.deployment.report.DeploymentReport;
import dev.belay.orchestrator.deployment.report.HtmlText;
import dev.belay.orchestrator.deployment.report.MarkdownText;
import dev.belay.orchestrator.deployment.report.ReportDocument;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Tells what a deployment did, as Markdown unless asked otherwise. */
@RestController
class ReportController {
    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final List<MediaType> FORMS = List.of(MARKDOWN, HTML, MediaType.APPLICATION_JSON);

    private final DeploymentReader reader;
    private final Clock clock;

    ReportController(DeploymentReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GetMapping(
            path = "/api/v1/deployments/{id}/report",
            produces = {"text/markdown", "text/html", "application/json"})
    ResponseEntity<Object> report(
            @PathVariable String id, @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        DeploymentId deployment = PathId.deployment(id);
        DeploymentReport report = DeploymentReport.of(
                reader.find(deployment).orElseThrow(() -> new DeploymentUnknown(id)), clock.instant());
        MediaType form = form(accept);
        return ResponseEntity.ok().contentType(form).body(body(report, form));
    }

    private static Object body(DeploymentReport report, MediaType form) {
        if (form.equals(MARKDOWN)) {
            return MarkdownText.of(ReportDocument.of(report));
        }
        return form.equals(HTML) ? HtmlText.of(ReportDocument.of(report)) : report;
    }

    private static MediaType form(String accept) {
        List<MediaType> wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .sorted((left, right) -> Double.compare(right.getQualityValue(), left.getQualityValue()))
                .flatMap(range -> FORMS.stream().filter(range::includes))
                .findFirst()
                .orElse(MARKDOWN);
    }
}
