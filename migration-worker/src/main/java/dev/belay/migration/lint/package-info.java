/** Finds what is dangerous in the SQL of migrations, by its words and by what it does on a copy of the schema. */
@NullMarked
package dev.belay.migration.lint;

import org.jspecify.annotations.NullMarked;
