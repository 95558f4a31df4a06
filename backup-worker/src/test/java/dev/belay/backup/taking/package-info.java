/** Tests of taking dumps. */
@NullMarked
package dev.belay.backup.taking;

import org.jspecify.annotations.NullMarked;
