/** What a channel has told already, and what it knows of each deployment. */
@NullMarked
package dev.belay.notifier.position;

import org.jspecify.annotations.NullMarked;
