package dev.belay.worker.runtime;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.Output.Fenced;
import dev.belay.worker.database.TargetFence;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;

/** Takes the target database for a deployment, or gives it back; doing either twice is doing it once. */
public final class FenceHandler implements Handler<FenceWork> {
    @Override
    public Class<FenceWork> accepts() {
        return FenceWork.class;
    }

    @Override
    public Done handle(FenceWork work, Execution execution) throws InterruptedException {
        Fenced fenced =
                switch (work.operation()) {
                    case CLAIM -> TargetFence.claim(work.claim(), execution);
                    case RELEASE -> TargetFence.release(work.claim().token(), execution);
                };
        return Done.with(fenced, new Evidence("database " + fenced.database(), describe(fenced)));
    }

    @Override
    public Witnessed witness(FenceWork work, Execution execution) {
        return new Witnessed.WasNotDone("it begins again");
    }

    private static String describe(Fenced fenced) {
        return switch (fenced.standing()) {
            case HELD -> "held by this deployment";
            case HELD_BY_OTHER -> "held by " + fenced.heldBy();
            case FREE -> "free";
            case NOT_FENCED -> "not fenced: only its owner may set what it keeps";
        };
    }
}
