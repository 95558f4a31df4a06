/** What a handler is, and what it sees of the execution that it carries out. */
@NullMarked
package dev.belay.worker.execution;

import org.jspecify.annotations.NullMarked;
