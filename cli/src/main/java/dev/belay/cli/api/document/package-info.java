/** What the server answers. */
@NullMarked
package dev.belay.cli.api.document;

import org.jspecify.annotations.NullMarked;
