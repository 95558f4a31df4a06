package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Successors;
import dev.belay.orchestrator.deployment.record.Intents;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Writes down who follows in a series; the database lets nobody be followed by two. */
@Service
class Series implements Successors {
    private static final int TRIES = 5;

    private final Intents intents;
    private final IntentWriter writer;
    private final IntentStarting starting;
    private final Scheduling scheduling;
    private final DeploymentIds ids;
    private final Clock clock;

    Series(
            Intents intents,
            IntentWriter writer,
            IntentStarting starting,
            Scheduling scheduling,
            DeploymentIds ids,
            Clock clock) {
        this.intents = intents;
        this.writer = writer;
        this.starting = starting;
        this.scheduling = scheduling;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Successor> after(DeploymentId deployment, boolean instead) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Optional<Intent> known = intents.follower(deployment);
            if (known.isPresent()) {
                return known.flatMap(Series::successor);
            }
            Optional<Intent> next = intents.find(deployment).flatMap(before -> next(before, instead));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            if (writer.write(next.get(), Optional.empty(), "follows " + deployment)) {
                starting.run(next.get());
                return successor(next.get());
            }
        }
        throw new IllegalStateException("Found no free id for the deployment that follows " + deployment + " in "
                + TRIES + " tries; try again");
    }

    private Optional<Intent> next(Intent before, boolean instead) {
        Intent.Schedule schedule = before.schedule();
        Intent.Series series = schedule == null ? null : schedule.series();
        if (schedule == null || series == null) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant last = schedule.startsAt().isAfter(now) ? schedule.startsAt() : now;
        return Optional.of(new Intent(
                ids.next(),
                before.environment(),
                before.plan(),
                before.parameters(),
                new Intent.Request(before.request().by(), now, before.request().comment()),
                new Intent.Schedule(
                        instead ? schedule.startsAt() : series.cron().after(last, schedule.zone()),
                        schedule.zone(),
                        scheduling.digest(before.environment()),
                        new Intent.Series(series.cron(), before.deployment())),
                null));
    }

    private static Optional<Successor> successor(Intent intent) {
        return Optional.ofNullable(intent.schedule())
                .map(schedule -> new Successor(intent.deployment(), schedule.startsAt()));
    }
}
