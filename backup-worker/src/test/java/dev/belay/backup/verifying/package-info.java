/** Tests of verifications. */
@NullMarked
package dev.belay.backup.verifying;

import org.jspecify.annotations.NullMarked;
