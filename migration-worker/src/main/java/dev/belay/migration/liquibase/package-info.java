/** Liquibase in this process: its changelog, its change sets whole or not at all, and its lock without leftovers. */
@NullMarked
package dev.belay.migration.liquibase;

import org.jspecify.annotations.NullMarked;
