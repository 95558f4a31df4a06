package dev.belay.migration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How migrations are judged by what they do.
 *
 * @param largeTable from how many rows on a table is large, so that a lock on it is a danger
 */
@ConfigurationProperties("belay.migration.lint")
public record LintProperties(@DefaultValue("10000") long largeTable) {}
