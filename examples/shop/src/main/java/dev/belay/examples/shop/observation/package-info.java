/** Looks at the shop from outside, and tells how two looks differ. */
@NullMarked
package dev.belay.examples.shop.observation;

import org.jspecify.annotations.NullMarked;
