/** Starting, watching and ending a stack. */
@NullMarked
package dev.belay.stack.running;

import org.jspecify.annotations.NullMarked;
