/** Migration tools behind one interface, and how their migrations, histories and failures look. */
@NullMarked
package dev.belay.migration.tool;

import org.jspecify.annotations.NullMarked;
