/** Files of a release, and room on a disk. */
@NullMarked
package dev.belay.healthcheck.files;

import org.jspecify.annotations.NullMarked;
