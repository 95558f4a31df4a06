/** Belay's HTTP API as a client sees it: calls, problems, and the stream of events that survives a lost connection. */
@NullMarked
package dev.belay.cli.api;

import org.jspecify.annotations.NullMarked;
