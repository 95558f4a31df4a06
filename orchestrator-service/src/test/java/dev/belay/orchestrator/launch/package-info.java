/** Tests of what is put on Temporal. */
@NullMarked
package dev.belay.orchestrator.launch;

import org.jspecify.annotations.NullMarked;
