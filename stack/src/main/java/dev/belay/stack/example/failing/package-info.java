/** Plans and environment files as trees, in which a step is made to fail. */
@NullMarked
package dev.belay.stack.example.failing;

import org.jspecify.annotations.NullMarked;
