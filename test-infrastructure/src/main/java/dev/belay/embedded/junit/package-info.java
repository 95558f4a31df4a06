/** What tests declare to get their PostgreSQL, Kafka and Temporal, wherever these run. */
@NullMarked
package dev.belay.embedded.junit;

import org.jspecify.annotations.NullMarked;
