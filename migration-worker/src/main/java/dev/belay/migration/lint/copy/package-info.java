/** A copy of the live schema without its rows, on a server where nothing can be harmed. */
@NullMarked
package dev.belay.migration.lint.copy;

import org.jspecify.annotations.NullMarked;
