/** How far operations have come, kept in the database itself and written in the transaction of each effect. */
@NullMarked
package dev.belay.migration.online.book;

import org.jspecify.annotations.NullMarked;
