/** Migration tools that are programs of the system's own: how they are run and what their failures mean. */
@NullMarked
package dev.belay.migration.command;

import org.jspecify.annotations.NullMarked;
