/** The command line of one machine: Belay's commands, and those that run it here. */
@NullMarked
package dev.belay.stack;

import org.jspecify.annotations.NullMarked;
