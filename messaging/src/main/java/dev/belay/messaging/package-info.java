/** How contracts travel: JSON bodies, CloudEvents headers and trace context. */
@NullMarked
package dev.belay.messaging;

import org.jspecify.annotations.NullMarked;
