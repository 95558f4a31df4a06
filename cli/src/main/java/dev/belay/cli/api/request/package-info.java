/** What the server is asked. */
@NullMarked
package dev.belay.cli.api.request;

import org.jspecify.annotations.NullMarked;
