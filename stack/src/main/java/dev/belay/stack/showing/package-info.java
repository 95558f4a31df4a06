/** What the demonstration and the examples share: a page, a production system beside Belay, releases, and who looks on. */
@NullMarked
package dev.belay.stack.showing;

import org.jspecify.annotations.NullMarked;
