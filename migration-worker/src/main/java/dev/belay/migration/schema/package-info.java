/** The schema as comparable lines, their fingerprint and their differences. */
@NullMarked
package dev.belay.migration.schema;

import org.jspecify.annotations.NullMarked;
