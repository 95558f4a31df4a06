/** Events as a workflow would publish them, for tests. */
@NullMarked
package dev.belay.orchestrator.story;

import org.jspecify.annotations.NullMarked;
