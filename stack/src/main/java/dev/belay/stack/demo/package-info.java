/** The demonstration: a release that succeeds and one that is taken back, judged from outside. */
@NullMarked
package dev.belay.stack.demo;

import org.jspecify.annotations.NullMarked;
