/** Tests of how PostgreSQL's programs are found. */
@NullMarked
package dev.belay.backup.postgres;

import org.jspecify.annotations.NullMarked;
