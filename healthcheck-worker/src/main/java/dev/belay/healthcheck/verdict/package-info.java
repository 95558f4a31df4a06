/** What came of a check, and how what was found is compared with what is expected. */
@NullMarked
package dev.belay.healthcheck.verdict;

import org.jspecify.annotations.NullMarked;
