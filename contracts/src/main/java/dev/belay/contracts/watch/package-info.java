/** What is watched, by which rules, and what was seen. */
@NullMarked
package dev.belay.contracts.watch;

import org.jspecify.annotations.NullMarked;
