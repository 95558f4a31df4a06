/** What online operations leave in the history of a system's own migration tool. */
@NullMarked
package dev.belay.migration.online.record;

import org.jspecify.annotations.NullMarked;
