/** Migrations: operations, copies, what a tool records and must say. */
@NullMarked
package dev.belay.contracts.migration;

import org.jspecify.annotations.NullMarked;
