package dev.belay.embedded.junit;

/** Where a test run takes servers from whose addresses are not given. */
enum Source {
    CONTAINERS,
    EMBEDDED
}
