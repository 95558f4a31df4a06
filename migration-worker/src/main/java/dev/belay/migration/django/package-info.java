/** Django, by its {@code manage.py}: asked by a script in its own shell, migrated by its own command. */
@NullMarked
package dev.belay.migration.django;

import org.jspecify.annotations.NullMarked;
