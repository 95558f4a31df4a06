/** What must hold. */
@NullMarked
package dev.belay.contracts.check;

import org.jspecify.annotations.NullMarked;
