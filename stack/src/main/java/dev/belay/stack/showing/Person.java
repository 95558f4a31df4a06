package dev.belay.stack.showing;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.EventListener;
import dev.belay.cli.api.ServerSilent;
import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.api.request.DecisionRequest;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.contracts.event.EventBody.StatusChanged;
import dev.belay.contracts.event.EventBody.StepChanged;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers what a deployment asks, as a user of its own, and passes everything on. */
final class Person implements EventListener, AutoCloseable {
    /** So that people see the question before it is answered. */
    private static final long AFTER_MILLIS = 1500;

    private static final int TRIES = 5;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "show-person");
        thread.setDaemon(true);
        return thread;
    });
    private final EventListener view;
    private final ApiClient client;
    private final Replies replies;
    private final AtomicBoolean wantedBack = new AtomicBoolean();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    Person(EventListener view, ApiClient client, Replies replies) {
        this.view = view;
        this.client = client;
        this.replies = replies;
    }

    @Override
    public void event(DeploymentEvent event) {
        view.event(event);
        if (event.body() instanceof StepChanged step && step.status() == StepStatus.FAILED) {
            failed.add(step.step().text());
        }
        if (event.body() instanceof StatusChanged change && change.status() == DeploymentStatus.WATCHING) {
            replies.backTo()
                    .filter(step -> wantedBack.compareAndSet(false, true))
                    .ifPresent(step -> back(event, step));
        }
        if (event.body() instanceof DecisionNeeded question) {
            replies.to(question).ifPresent(reply -> answer(event, question, reply));
        }
    }

    /** The steps that have been seen to fail, in this order. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    private void back(DeploymentEvent event, String step) {
        DecisionRequest decision = new DecisionRequest(
                UUID.randomUUID().toString(),
                null,
                null,
                null,
                DecisionKind.ROLLBACK,
                step,
                null,
                "Taken back in the place of a person.");
        clock.schedule(() -> decide(event, decision, TRIES), AFTER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void answer(DeploymentEvent event, DecisionNeeded question, Replies.Reply reply) {
        DecisionRequest decision = new DecisionRequest(
                UUID.randomUUID().toString(),
                null,
                question.step(),
                question.question(),
                reply.decision(),
                null,
                reply.task(),
                reply.comment());
        clock.schedule(() -> decide(event, decision, TRIES), AFTER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The same decision again is safe; a person would repeat it too. */
    private void decide(DeploymentEvent event, DecisionRequest decision, int tries) {
        try {
            client.decide(event.deployment(), decision);
        } catch (ApiProblem | ServerSilent failure) {
            if (tries > 1) {
                clock.schedule(() -> decide(event, decision, tries - 1), AFTER_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                view.lost("the answer was not taken: " + failure.getMessage());
            }
        }
    }

    @Override
    public void beat(LiveBeat beat) {
        view.beat(beat);
    }

    @Override
    public void lost(String why) {
        view.lost(why);
    }

    @Override
    public void resumed() {
        view.resumed();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
