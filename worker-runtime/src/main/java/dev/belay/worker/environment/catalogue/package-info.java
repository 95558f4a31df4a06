/** The environment files of a directory, read anew when they change. */
@NullMarked
package dev.belay.worker.environment.catalogue;

import org.jspecify.annotations.NullMarked;
