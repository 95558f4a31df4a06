/** Reading YAML documents so that every complaint names file, line, column, what was found, what was expected and the mend. */
@NullMarked
package dev.belay.documents;

import org.jspecify.annotations.NullMarked;
