/** Who may call: bearer tokens from a file, and their roles. */
@NullMarked
package dev.belay.orchestrator.security;

import org.jspecify.annotations.NullMarked;
