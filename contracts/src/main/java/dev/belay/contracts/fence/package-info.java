/** Who may change a target. */
@NullMarked
package dev.belay.contracts.fence;

import org.jspecify.annotations.NullMarked;
