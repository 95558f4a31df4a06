/** Tests of the API on a real PostgreSQL and a real web server; what lies behind the seams is faked by hand. */
@NullMarked
package dev.belay.orchestrator;

import org.jspecify.annotations.NullMarked;
