package dev.belay.healthcheck.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares type names: people write {@code varchar(20)}, the catalogue {@code character varying(20)}. */
final class TypeNames {
    private static final Pattern FORM = Pattern.compile("([a-z0-9_. \"]+?) ?(\\([^)]*\\))?((?: [a-z ]+)?)((?:\\[])*)");

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("decimal", "numeric"),
            Map.entry("float", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("varbit", "bit varying"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"));

    private TypeNames() {}

    static boolean same(String expected, String found) {
        return canonical(expected).equals(canonical(found));
    }

    /** Name, then whatever follows the brackets, then the brackets and the array's: {@code timestamp with time zone(3)}. */
    private static String canonical(String type) {
        String lower = type.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        Matcher form = FORM.matcher(lower);
        if (!form.matches()) {
            return lower;
        }
        String size = form.group(2) == null ? "" : form.group(2).replace(" ", "");
        String name = form.group(1) + form.group(3);
        return ALIASES.getOrDefault(name, name) + size + form.group(4);
    }
}
