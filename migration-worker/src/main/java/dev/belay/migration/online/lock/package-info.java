/** Locks on tables that others use: taken for moments only, tried again within a budget, with the holders named. */
@NullMarked
package dev.belay.migration.online.lock;

import org.jspecify.annotations.NullMarked;
