package dev.belay.orchestrator.security;

import dev.belay.contracts.Role;
import java.security.Principal;

/** The user behind a request. */
public record Caller(String name, Role role) implements Principal {
    @Override
    public String getName() {
        return name;
    }
}
