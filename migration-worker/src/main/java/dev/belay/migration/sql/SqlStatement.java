package dev.belay.migration.sql;

/**
 * One statement of a file.
 *
 * @param line on which its first word stands, counted from 1
 * @param text without the leading white space and without the closing semicolon
 */
public record SqlStatement(int line, String text) {}
