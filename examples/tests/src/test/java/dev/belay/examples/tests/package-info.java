/** The examples, run as people run them. */
@NullMarked
package dev.belay.examples.tests;

import org.jspecify.annotations.NullMarked;
