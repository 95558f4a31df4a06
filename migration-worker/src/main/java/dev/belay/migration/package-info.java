/** The handlers of the migration worker: what is applied and pending, migrating, and the way back. */
@NullMarked
package dev.belay.migration;

import org.jspecify.annotations.NullMarked;
