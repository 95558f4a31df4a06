/** What a worker offers for an environment. */
@NullMarked
package dev.belay.contracts.manifest;

import org.jspecify.annotations.NullMarked;
