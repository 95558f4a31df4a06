/** What users have written into what migrations have added: counted, and kept before going back drops it. */
@NullMarked
package dev.belay.migration.written;

import org.jspecify.annotations.NullMarked;
