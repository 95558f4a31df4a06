/** Watching over hours: what is measured, the matrix of rules, and what it was before. */
@NullMarked
package dev.belay.healthcheck.watch;

import org.jspecify.annotations.NullMarked;
