/** x. */
@NullMarked
package dev.belay.embedded.junit;

import org.jspecify.annotations.NullMarked;
