/** Database sessions for migrations: bounded in waiting for locks, and watched for who blocks them. */
@NullMarked
package dev.belay.migration.session;

import org.jspecify.annotations.NullMarked;
