/** The handlers of online migrations: what is there, changing it while everybody works on, and the way back. */
@NullMarked
package dev.belay.migration.online;

import org.jspecify.annotations.NullMarked;
