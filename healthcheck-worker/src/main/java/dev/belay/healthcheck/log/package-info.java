/** Lines of logs. */
@NullMarked
package dev.belay.healthcheck.log;

import org.jspecify.annotations.NullMarked;
