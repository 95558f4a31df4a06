package dev.belay.migration.lint.rules;

import java.util.ArrayList;
import java.util.List;

/** Gives advice on the type of a new column. */
final class ColumnTypes {
    private static final String[] SMALL = {
        "int", "integer", "int4", "smallint", "int2", "serial", "serial4", "smallserial", "serial2"
    };

    private ColumnTypes() {}

    /** @param definition behind the column's name */
    static List<Hit> of(Words definition) {
        List<Rule> rules = new ArrayList<>();
        boolean key = definition.has("primary", "key") || definition.has("references") || definition.has("identity");
        if (starts(definition, SMALL)) {
            rules.add(key ? Rule.SMALL_KEY : Rule.TYPE_INTEGER);
        }
        if (starts(definition, "serial", "bigserial", "smallserial", "serial4", "serial8", "serial2")) {
            rules.add(Rule.SERIAL);
        }
        if (starts(definition, "varchar") && definition.next("varchar", "(")
                || definition.next("character", "varying", "(")) {
            rules.add(Rule.TYPE_VARCHAR);
        } else if (starts(definition, "char", "character", "bpchar") && !definition.next("character", "varying")) {
            rules.add(Rule.TYPE_CHAR);
        }
        if (definition.next("timestamp") && !definition.has("with", "time", "zone")) {
            rules.add(Rule.TYPE_TIMESTAMP);
        }
        if (definition.next("json")) {
            rules.add(Rule.TYPE_JSON);
        }
        return rules.stream().map(rule -> new Hit(rule, null)).toList();
    }

    private static boolean starts(Words definition, String... types) {
        for (String type : types) {
            if (definition.next(type)) {
                return true;
            }
        }
        return false;
    }
}
