/** What the embedded servers need of the machine: remembered loopback ports, directory locks, programs and processes. */
@NullMarked
package dev.belay.embedded.machine;

import org.jspecify.annotations.NullMarked;
