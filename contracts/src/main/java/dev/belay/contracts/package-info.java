/** The wire vocabulary that every part of Belay shares: nothing here does anything, and nothing here needs more than the JDK and JSON annotations. */
@NullMarked
package dev.belay.contracts;

import org.jspecify.annotations.NullMarked;
