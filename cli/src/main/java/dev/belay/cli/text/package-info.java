/** Text on a terminal: tones, widths, wrapping, and amounts as people read them. */
@NullMarked
package dev.belay.cli.text;

import org.jspecify.annotations.NullMarked;
