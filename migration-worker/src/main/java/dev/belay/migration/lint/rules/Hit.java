package dev.belay.migration.lint.rules;

import org.jspecify.annotations.Nullable;

/**
 * A rule that a statement breaks.
 *
 * @param table that it is about, absent where it is about none
 */
public record Hit(Rule rule, @Nullable TableName table) {}
