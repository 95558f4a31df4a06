/** What an environment file says, part by part. */
@NullMarked
package dev.belay.worker.environment.settings;

import org.jspecify.annotations.NullMarked;
