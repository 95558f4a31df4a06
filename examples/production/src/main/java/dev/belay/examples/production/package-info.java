/** What the production systems of the examples are made of: a server, roles, a repository, Python, services. */
@NullMarked
package dev.belay.examples.production;

import org.jspecify.annotations.NullMarked;
