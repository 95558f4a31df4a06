/** What a worker is asked to do, a record for each kind, and what later steps need of it. */
@NullMarked
package dev.belay.contracts.work;

import org.jspecify.annotations.NullMarked;
