package dev.belay.stack.example;

import dev.belay.cli.api.request.ReportFormat;
import dev.belay.embedded.machine.WholeFile;
import dev.belay.embedded.postgres.PostgresPrograms;
import dev.belay.examples.production.Example;
import dev.belay.examples.production.ProductionSystem;
import dev.belay.examples.production.observation.SystemState;
import dev.belay.examples.production.observation.TableContent;
import dev.belay.stack.StackFailed;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Releases;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.showing.Visitor;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Releases of one system that runs, each with a visitor who looks on. */
record ExampleReleases(Example example, ProductionSystem system, Releases releases, ShowState state) {

    /**
     * How people take part in a release.
     *
     * @param failing the step that is made to fail; absent where none is
     * @param repairing whether a task is run that a failed step offers
     * @param backTo how far it is taken back while it is watched
     */
    record People(@Nullable String failing, boolean repairing, Optional<String> backTo) {
        static final People APPROVING = new People(null, false, Optional.empty());
    }

    /** @param mayStayDown whether a site that was down before may be so afterwards */
    Releases.Ended release(Releases.Order order, People people, boolean mayStayDown, Findings findings) {
        HttpRequest request = HttpRequest.newBuilder(example.visitor().of(system.publicUrl()))
                .method(example.visitor().method(), BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build();
        try (Visitor visitor = new Visitor(request)) {
            boolean down = isDown();
            Releases.Ended ended = releases.release(
                    order, new SystemReplies(people.failing(), people.repairing(), down, people.backTo()));
            Visits visits = new Visits(example.visitor(), visitor.visits());
            if (mayStayDown && down) {
                visits.judgeDownAsBefore(findings);
            } else {
                visits.judge(findings);
            }
            return ended;
        }
    }

    private boolean isDown() {
        return system.answers().values().stream()
                .noneMatch(answer -> example.visitor().statuses().stream()
                        .anyMatch(status -> answer.status().equals(String.valueOf(status))));
    }

    SystemState look() {
        return system.look(PostgresPrograms.onThisMachine()
                .find("pg_dump")
                .orElseThrow(() -> new StackFailed("The program pg_dump is needed, and was not found.")));
    }

    /** What the columns hold now that were there before. */
    SortedMap<String, TableContent> contents(SystemState before) {
        return system.contents(before.columns());
    }

    /** Keeps its report as a file. */
    Path keepReport(Releases.Ended ended) {
        try {
            Files.createDirectories(state.reports());
        } catch (IOException e) {
            throw new StackFailed("%s cannot be made: %s".formatted(state.reports(), e.getMessage()), e);
        }
        Path report = state.reports().resolve(ended.deployment() + ".html");
        WholeFile.write(report, releases.report(ended.deployment(), ReportFormat.HTML));
        return report;
    }
}
