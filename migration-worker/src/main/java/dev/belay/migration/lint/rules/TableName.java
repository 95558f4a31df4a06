package dev.belay.migration.lint.rules;

/**
 * A table as SQL names it.
 *
 * @param schema empty where it is found along the search path
 */
public record TableName(String schema, String name) {
    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
