/** Looks whether an environment has the programs, rights and places that steps need, before any step runs. */
@NullMarked
package dev.belay.worker.capability;

import org.jspecify.annotations.NullMarked;
