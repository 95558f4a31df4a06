/** Looks at a production system from outside: its rows, its schema, its answers. */
@NullMarked
package dev.belay.examples.production.observation;

import org.jspecify.annotations.NullMarked;
