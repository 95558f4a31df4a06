/** What happened in a deployment so far: a pure fold of its events and beats. */
@NullMarked
package dev.belay.cli.timeline;

import org.jspecify.annotations.NullMarked;
