package dev.belay.worker.environment.settings;

import dev.belay.contracts.check.Expectation;
import java.util.List;

/** Something that checks look at by its name, since plans know no host and no path of it. */
public sealed interface ProbeSettings {
    /**
     * A request to an address of its own.
     *
     * @param status the statuses that are as expected; empty means any of 200 to 299
     */
    record Http(HttpAddress address, List<Integer> status) implements ProbeSettings {
        public Http {
            status = List.copyOf(status);
        }
    }

    /**
     * Files on the worker's host.
     *
     * @param glob absolute
     */
    record Files(String glob, Expectation count) implements ProbeSettings {}
}
