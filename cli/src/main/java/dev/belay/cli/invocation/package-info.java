/** How the command line is called: where, by whom, against which server, and with which exit status it ends. */
@NullMarked
package dev.belay.cli.invocation;

import org.jspecify.annotations.NullMarked;
