/** The programs that this machine must have, and the processes that go on when we end. */
@NullMarked
package dev.belay.stack.machine;

import org.jspecify.annotations.NullMarked;
