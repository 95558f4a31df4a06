/** What scripts under benchmarks measure; no test of the build. */
@NullMarked
package dev.belay.backup.benchmark;

import org.jspecify.annotations.NullMarked;
