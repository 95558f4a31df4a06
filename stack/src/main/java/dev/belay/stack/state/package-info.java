/** What a stack keeps in its directory, and what other programs read there. */
@NullMarked
package dev.belay.stack.state;

import org.jspecify.annotations.NullMarked;
