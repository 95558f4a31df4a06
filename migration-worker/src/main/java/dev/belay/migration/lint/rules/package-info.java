/** What the words of a statement tell of its dangers. */
@NullMarked
package dev.belay.migration.lint.rules;

import org.jspecify.annotations.NullMarked;
