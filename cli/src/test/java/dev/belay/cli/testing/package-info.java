/** Scripted deployments and a server that tells them. */
@NullMarked
package dev.belay.cli.testing;

import org.jspecify.annotations.NullMarked;
