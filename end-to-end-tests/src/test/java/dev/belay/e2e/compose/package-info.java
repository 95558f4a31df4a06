/** The production form, without a container engine: docker-compose.yml and the Dockerfile are read, judged, and their processes started. */
@NullMarked
package dev.belay.e2e.compose;

import org.jspecify.annotations.NullMarked;
