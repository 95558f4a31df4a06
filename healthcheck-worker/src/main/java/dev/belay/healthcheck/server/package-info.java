/** Judges sessions, replicas, sizes and the use of indexes, as the server tells them. */
@NullMarked
package dev.belay.healthcheck.server;

import org.jspecify.annotations.NullMarked;
