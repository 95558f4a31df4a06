/** The operations themselves: each judges the catalogue, is carried out, and has its inverse. */
@NullMarked
package dev.belay.migration.online.operation;

import org.jspecify.annotations.NullMarked;
