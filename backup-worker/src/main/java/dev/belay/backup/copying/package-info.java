/** Copies of a database that is in use, isolated from everything, for rehearsals. */
@NullMarked
package dev.belay.backup.copying;

import org.jspecify.annotations.NullMarked;
