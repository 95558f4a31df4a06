/** Lays out a small production system, a web shop, for releases to be tried on. */
@NullMarked
package dev.belay.examples.shop;

import org.jspecify.annotations.NullMarked;
