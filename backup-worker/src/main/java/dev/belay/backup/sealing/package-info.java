/** Encrypts and decrypts dumps with the program age. */
@NullMarked
package dev.belay.backup.sealing;

import org.jspecify.annotations.NullMarked;
