package dev.belay.orchestrator.deployment.refusal;

import dev.belay.contracts.Role;

/** The user may not do that. */
public final class RoleMissing extends Refusal {
    private final Role needed;

    public RoleMissing(String what, Role needed, Role found) {
        super(what + " needs the role " + needed.label() + "; yours is " + found.label() + ".");
        this.needed = needed;
    }

    public Role needed() {
        return needed;
    }
}
