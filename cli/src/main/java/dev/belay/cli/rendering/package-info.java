/** How a deployment is shown to people: live on a terminal, as plain lines, or as one picture. */
@NullMarked
package dev.belay.cli.rendering;

import org.jspecify.annotations.NullMarked;
