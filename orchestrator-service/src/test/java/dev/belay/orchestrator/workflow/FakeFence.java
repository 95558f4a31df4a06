package dev.belay.orchestrator.workflow;

import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.Output.Fenced;
import dev.belay.contracts.work.QuiesceWork;
import org.jspecify.annotations.Nullable;

/** What a database keeps of whose turn it is, by the rules of the real one. */
final class FakeFence {
    private @Nullable String current;
    private boolean owned = true;

    synchronized void heldBy(String token) {
        current = token;
    }

    synchronized @Nullable String current() {
        return current;
    }

    /** From now on the role may not set what the database keeps. */
    synchronized void notOwned() {
        owned = false;
    }

    synchronized Fenced answer(FenceWork work) {
        if (work.operation() == FenceWork.Operation.CLAIM) {
            return claim(work.claim());
        }
        if (current != null && isOf(work.claim(), current)) {
            current = null;
        }
        return new Fenced(Fenced.Standing.FREE, "shop", null);
    }

    synchronized @Nullable Fenced answer(QuiesceWork work) {
        FenceClaim claim = work.claim();
        return claim == null ? null : claim(claim);
    }

    private Fenced claim(FenceClaim claim) {
        if (!owned) {
            return new Fenced(Fenced.Standing.NOT_FENCED, "shop", null);
        }
        if (current != null && !isOf(claim, current) && !current.equals(claim.replaces())) {
            return new Fenced(Fenced.Standing.HELD_BY_OTHER, "shop", current);
        }
        current = claim.token().text();
        return new Fenced(Fenced.Standing.HELD, "shop", null);
    }

    private static boolean isOf(FenceClaim claim, String token) {
        return token.startsWith(claim.token().deployment() + "/");
    }
}
