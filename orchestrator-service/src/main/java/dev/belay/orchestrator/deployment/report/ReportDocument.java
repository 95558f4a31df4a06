package dev.belay.orchestrator.deployment.report;

import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.orchestrator.deployment.view.DecisionView;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import dev.belay.orchestrator.deployment.view.InterruptionView;
import dev.belay.orchestrator.deployment.view.StepView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as a document for people, in whatever markup it is then written. */
public final class ReportDocument {
    private final DeploymentReport report;
    private final List<Block> blocks = new ArrayList<>();

    private ReportDocument(DeploymentReport report) {
        this.report = report;
    }

    public static ReportDocument of(DeploymentReport report) {
        ReportDocument document = new ReportDocument(report);
        document.write();
        return document;
    }

    String title() {
        return "Deployment " + report.id() + ": " + report.standing().status();
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    private void write() {
        writeSummary();
        writeInterruption();
        writeQuestions();
        writeSteps();
        writeFailures();
        writeRollback();
        writeUndo();
        writeEvidence();
        writeDecisions();
        writeNotes();
    }

    private void writeSummary() {
        DeploymentView.Asked asked = report.asked();
        DeploymentView.Standing standing = report.standing();
        if (!standing.reason().isBlank()) {
            blocks.add(new Block.Paragraph(standing.reason()));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Plan", asked.plan() + (asked.description().isBlank() ? "" : ": " + asked.description())));
        rows.add(List.of("Environment", asked.environment()));
        if (!asked.parameters().isEmpty()) {
            rows.add(List.of(
                    "Parameters",
                    asked.parameters().entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .map(entry -> entry.getKey() + " = " + entry.getValue())
                            .collect(Collectors.joining(", "))));
        }
        rows.add(List.of("Asked for by", asked.requestedBy() + ", " + ReportTimes.full(asked.requestedAt())));
        if (!asked.comment().isBlank()) {
            rows.add(List.of("Comment", asked.comment()));
        }
        if (report.hours().scheduledFor() != null) {
            rows.add(List.of("Scheduled for", ReportTimes.full(report.hours().scheduledFor())));
        }
        EventBody.WindowTimes window = report.hours().window();
        if (window != null) {
            rows.add(List.of(
                    "Window",
                    ReportTimes.full(window.opens()) + " to " + ReportTimes.full(window.closes()) + " (" + window.zone()
                            + "), last moment for a rollback " + ReportTimes.full(window.lastMoment())));
        }
        rows.add(List.of("Started", ReportTimes.full(standing.startedAt())));
        rows.add(List.of("Finished", ReportTimes.full(standing.finishedAt())));
        rows.add(List.of("Took", ReportTimes.length(report.took())));
        blocks.add(new Block.Table(List.of("", ""), rows));
    }

    private void writeInterruption() {
        InterruptionView interruption = report.interruption();
        if (interruption == null) {
            return;
        }
        blocks.add(new Block.Heading("Interruption"));
        blocks.add(new Block.Bullets(List.of(
                "Found " + ReportTimes.full(interruption.interruption().at()),
                "Done: " + (interruption.done().isEmpty() ? "nothing" : interruption.done()),
                "Unknown: " + (interruption.unknown().isEmpty() ? "nothing" : interruption.unknown()))));
    }

    private void writeQuestions() {
        bullets(
                "Waits for",
                report.conversation().questions().stream()
                        .map(question -> question.step() + ": " + question.text() + " ("
                                + question.role().label()
                                + "; "
                                + question.options().stream()
                                        .map(option -> option.label())
                                        .collect(Collectors.joining(", "))
                                + ")")
                        .toList());
    }

    private void writeSteps() {
        if (report.steps().isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading("Steps"));
        blocks.add(new Block.Table(
                List.of(
                        "Phase",
                        "Step",
                        "Title",
                        "Status",
                        "Planned",
                        "Started",
                        "Took",
                        "Estimate",
                        "Of estimate",
                        "Undo took"),
                report.steps().stream().map(ReportDocument::row).toList()));
    }

    private static List<String> row(StepReport step) {
        StepView view = step.step();
        return List.of(
                step.phase(),
                view.outline().id().text(),
                view.outline().title(),
                view.status() + (view.run().attempts() > 1 ? " (" + view.run().attempts() + " attempts)" : ""),
                ReportTimes.clock(view.run().plannedAt()),
                ReportTimes.clock(view.run().startedAt()),
                ReportTimes.length(step.took()),
                estimate(view.outline()),
                step.percentOfEstimate() == null ? "—" : step.percentOfEstimate() + "%",
                ReportTimes.length(step.undoTook()));
    }

    private static String estimate(EventBody.StepOutline outline) {
        EstimateBasis basis = outline.estimateBasis();
        String from =
                basis == null ? "" : " (" + (basis.runs() == 0 ? basis.source().label() : basis.runs() + " runs") + ")";
        return ReportTimes.length(outline.estimate()) + from;
    }

    private void writeFailures() {
        List<StepReport> failed = report.steps().stream()
                .filter(step -> step.step().outcome().failure() != null)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading("Failures"));
        for (StepReport step : failed) {
            Failure failure = step.step().outcome().failure();
            if (failure != null) {
                writeFailure(step, failure);
            }
        }
    }

    private void writeFailure(StepReport step, Failure failure) {
        blocks.add(new Block.Bullets(List.of(
                "Step " + step.step().outline().id() + " (" + failure.code() + "): " + failure.message(),
                "What to do: " + failure.next())));
        if (failure.excerpt() != null && !failure.excerpt().isBlank()) {
            blocks.add(new Block.Excerpt(failure.excerpt()));
        }
    }

    private void writeRollback() {
        DeploymentReport.Rollback rollback = report.rollback();
        if (rollback == null) {
            return;
        }
        blocks.add(new Block.Heading("Rollback"));
        List<String> lines = new ArrayList<>(List.of(
                "Outcome: " + rollback.outcome(),
                "Taken back: " + (rollback.undone().isEmpty() ? "nothing" : rollback.undone()),
                "Could not be taken back: " + (rollback.failed().isEmpty() ? "nothing" : rollback.failed())));
        if (!rollback.kept().isEmpty()) {
            lines.add("Kept: " + rollback.kept());
        }
        blocks.add(new Block.Bullets(lines));
    }

    private void writeUndo() {
        List<String> recorded = new ArrayList<>();
        for (StepReport step : report.steps()) {
            StepView.Undo undo = step.step().undo();
            if (undo != null && !undo.how().isBlank()) {
                recorded.add(step.step().outline().id() + ": " + undo.how());
            }
        }
        bullets("Undo recorded", recorded);
    }

    private void writeEvidence() {
        List<List<String>> rows = new ArrayList<>();
        List<Block> longer = new ArrayList<>();
        for (StepReport step : report.steps()) {
            String id = step.step().outline().id().text();
            for (Evidence evidence : step.step().outcome().evidence()) {
                if (evidence.value().contains("\n")) {
                    longer.add(new Block.Paragraph(id + ", " + evidence.label() + ":"));
                    longer.add(new Block.Excerpt(evidence.value()));
                } else {
                    rows.add(List.of(id, evidence.label(), evidence.value()));
                }
            }
        }
        if (!rows.isEmpty() || !longer.isEmpty()) {
            blocks.add(new Block.Heading("Evidence"));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(List.of("Step", "What", "Seen"), rows));
        }
        blocks.addAll(longer);
    }

    private void writeDecisions() {
        List<DecisionView> decisions = report.conversation().decisions();
        if (decisions.isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading("Decisions"));
        blocks.add(new Block.Table(
                List.of("When", "Who", "Role", "What", "Step", "Comment"),
                decisions.stream().map(ReportDocument::row).toList()));
    }

    private static List<String> row(DecisionView decision) {
        return List.of(
                ReportTimes.full(decision.at()),
                decision.by(),
                decision.role().label(),
                decision.decision().label() + (decision.argument() == null ? "" : " " + decision.argument()),
                decision.step() == null ? "—" : decision.step().text(),
                decision.comment());
    }

    private void writeNotes() {
        List<String> notes = new ArrayList<>(report.conversation().notes().stream()
                .map(note -> ReportTimes.clock(note.at()) + (note.step() == null ? "" : " " + note.step()) + ": "
                        + note.text())
                .toList());
        report.steps().stream()
                .filter(step -> !step.step().outcome().note().isBlank())
                .map(step -> step.step().outline().id() + ": "
                        + step.step().outcome().note())
                .forEach(notes::add);
        bullets("Notes", notes);
        bullets("Warnings", report.conversation().warnings());
    }

    private void bullets(String heading, List<String> items) {
        if (!items.isEmpty()) {
            blocks.add(new Block.Heading(heading));
            blocks.add(new Block.Bullets(items));
        }
    }
}
