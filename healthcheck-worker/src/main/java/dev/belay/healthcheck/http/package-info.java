/** Requests, and what their answers must be. */
@NullMarked
package dev.belay.healthcheck.http;

import org.jspecify.annotations.NullMarked;
