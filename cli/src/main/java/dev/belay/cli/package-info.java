/** The command line: each command, where it finds its server, and how it ends. */
@NullMarked
package dev.belay.cli;

import org.jspecify.annotations.NullMarked;
