/** What the database's catalogue says of tables, columns and indexes before anything touches them. */
@NullMarked
package dev.belay.migration.online.catalogue;

import org.jspecify.annotations.NullMarked;
