/** Tests with a real PostgreSQL and a real HTTP server. */
@NullMarked
package dev.belay.healthcheck;

import org.jspecify.annotations.NullMarked;
