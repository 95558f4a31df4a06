/** The examples: a system as a runbook describes it, released by a plan, and any step of it made to fail. */
@NullMarked
package dev.belay.stack.example;

import org.jspecify.annotations.NullMarked;
