/** Sessions on the database of an environment: tagged, counted, cancelled with their execution. */
@NullMarked
package dev.belay.worker.database;

import org.jspecify.annotations.NullMarked;
