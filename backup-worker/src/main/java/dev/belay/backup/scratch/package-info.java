/** Servers, databases and directories of our own, for work on data that goes away again. */
@NullMarked
package dev.belay.backup.scratch;

import org.jspecify.annotations.NullMarked;
