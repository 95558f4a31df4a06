package dev.belay.worker.testing;

import static org.awaitility.Awaitility.await;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Result;
import dev.belay.worker.runtime.Replies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a worker answers; the broker behind it can be taken away. */
public final class RecordedReplies implements Replies {
    private final List<Result> results = new CopyOnWriteArrayList<>();
    private final List<Beat> beats = new CopyOnWriteArrayList<>();
    private volatile boolean unreachable;

    @Override
    public void send(Result result) {
        requireReachable();
        results.add(result);
    }

    @Override
    public void send(Beat beat) {
        requireReachable();
        beats.add(beat);
    }

    public void unreachable(boolean now) {
        unreachable = now;
    }

    public List<Result> results(ExecutionId execution) {
        return results.stream().filter(one -> one.execution().equals(execution)).toList();
    }

    public List<Beat> beats(ExecutionId execution) {
        return beats.stream().filter(one -> one.execution().equals(execution)).toList();
    }

    /** The answer to a lease, as soon as it is there. */
    public Result awaitResult(ExecutionId execution, int lease) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> results(execution).stream().anyMatch(one -> one.lease() == lease));
        return results(execution).stream()
                .filter(one -> one.lease() == lease)
                .findFirst()
                .orElseThrow();
    }

    private void requireReachable() {
        if (unreachable) {
            throw new IllegalStateException("the broker does not answer");
        }
    }
}
