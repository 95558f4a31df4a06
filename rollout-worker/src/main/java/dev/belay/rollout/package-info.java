/** Works on the code of an environment with its own commands: releases, the maintenance page, named tasks. */
@NullMarked
package dev.belay.rollout;

import org.jspecify.annotations.NullMarked;
