/** How work ended: what became of it, why it failed, what was seen. */
@NullMarked
package dev.belay.contracts.outcome;

import org.jspecify.annotations.NullMarked;
