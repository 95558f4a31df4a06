/** A Kafka broker and controller in this JVM that keeps its topics in a directory. */
@NullMarked
package dev.belay.embedded.kafka;

import org.jspecify.annotations.NullMarked;
