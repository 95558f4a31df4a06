@NullUnmarked
package dev.belay.backup.copying;

import org.jspecify.annotations.NullUnmarked;
