package dev.belay.embedded.junit;

/** Where a test run takes a server from. */
enum Source {
    /** Its address was given; it is somebody else's. */
    GIVEN,
    CONTAINERS,
    EMBEDDED
}
