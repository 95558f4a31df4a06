/** One worker process: its properties, its life from taking the journal's lock to shutting down. */
@NullMarked
package dev.belay.worker;

import org.jspecify.annotations.NullMarked;
