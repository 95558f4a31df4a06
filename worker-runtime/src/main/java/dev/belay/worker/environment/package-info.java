/** Environment files: how releases are done on one system, with its secrets; they never leave the worker. */
@NullMarked
package dev.belay.worker.environment;

import org.jspecify.annotations.NullMarked;
