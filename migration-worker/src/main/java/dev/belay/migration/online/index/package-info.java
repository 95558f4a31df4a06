/** Indexes that are built, dropped and built anew without making a writer wait. */
@NullMarked
package dev.belay.migration.online.index;

import org.jspecify.annotations.NullMarked;
