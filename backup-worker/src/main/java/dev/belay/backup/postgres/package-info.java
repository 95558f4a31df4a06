/** PostgreSQL's client programs and sessions: found, versioned, logged in without a password in sight. */
@NullMarked
package dev.belay.backup.postgres;

import org.jspecify.annotations.NullMarked;
