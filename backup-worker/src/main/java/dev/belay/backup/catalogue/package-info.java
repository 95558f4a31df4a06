/** Backups on disk: their files, their manifests, and which of them stay. */
@NullMarked
package dev.belay.backup.catalogue;

import org.jspecify.annotations.NullMarked;
