package dev.belay.orchestrator.plan.reading;

import dev.belay.orchestrator.plan.reading.grammar.Key;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.step.DefinitionReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of plans, for editors, from the keys that the readers know. Values may be of any scalar type, since
 * plans are read as text, and any of them may hold a parameter.
 */
final class PlanSchema {
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Pattern WORDS_ONLY = Pattern.compile("`[^`]+`(, `[^`]+`)*( or `[^`]+`)?");
    private static final Pattern RANGE = Pattern.compile("\\d+ to \\d+");
    private static final String DURATION = "^(\\d+(ms|s|m|h|d))+$";
    private static final String PARAMETER = "\\$\\{";

    private static final Map<String, Object> TEXT = ordered("type", List.of("string", "number", "boolean"));

    /** What stands under a key where it is more than text. */
    private static final Map<String, Map<String, Object>> INNER = new LinkedHashMap<>();

    static {
        INNER.put("PLAN.parameters", each(Part.PARAMETER));
        INNER.put("PLAN.window", ref(Part.WINDOW));
        INNER.put("PLAN.announce", ref(Part.ANNOUNCE));
        INNER.put("PLAN.rollback", ref(Part.ROLLBACK));
        INNER.put("PLAN.requires", list(ref(Part.REQUIREMENT)));
        INNER.put("PLAN.phases", list(ref(Part.PHASE)));
        INNER.put("PHASE.steps", list(ordered("$ref", "#/$defs/step")));
        INNER.put("USED.steps", list(ordered("$ref", "#/$defs/step")));
        INNER.put("TOGETHER.together", list(ordered("$ref", "#/$defs/step")));
        INNER.put("WORK.onFailure", anyOf(words(List.of("rollback", "ask", "note")), ref(Part.FAILURE)));
        INNER.put("FAILURE.ask", ref(Part.OFFERS));
        INNER.put("MIGRATE.migrate", anyOf(TEXT, ref(Part.MIGRATE_TARGETS), ref(Part.ONLINE)));
        INNER.put("MIGRATE_TARGETS.to", ordered("type", "object", "additionalProperties", TEXT));
        INNER.put(
                "ONLINE.online",
                list(anyOf(
                        ref(Part.ADD_COLUMN),
                        ref(Part.CREATE_INDEX),
                        ref(Part.DROP_INDEX),
                        ref(Part.REINDEX),
                        ref(Part.ANALYZE),
                        ref(Part.ADD_FOREIGN_KEY),
                        ref(Part.ADD_CHECK),
                        ref(Part.DROP_COLUMN),
                        ref(Part.ONLINE_SQL))));
        INNER.put("ONLINE.recordAs", ordered("type", "object", "additionalProperties", TEXT));
        INNER.put("CHECK.http", list(ref(Part.REQUEST)));
        INNER.put("CHECK.database", ref(Part.DATABASE));
        INNER.put("CHECK.files", list(ref(Part.FILES)));
        INNER.put("CHECK.disk", ref(Part.DISK));
        INNER.put("CHECK.logs", list(ref(Part.LOG)));
        INNER.put("WATCH.http", list(ref(Part.REQUEST)));
        INNER.put("WATCH.prometheus", list(ref(Part.PROMETHEUS_SERIES)));
        INNER.put("REHEARSE.afterUpgrade", ref(Part.DATABASE));
        INNER.put("REHEARSE.afterDowngrade", ref(Part.DATABASE));
        INNER.put("REHEARSE.budget", ref(Part.BUDGET));
        INNER.put("WATCH.database", list(ref(Part.DATABASE_SERIES)));
        INNER.put("WATCH.logs", list(ref(Part.LOG_SERIES)));
        INNER.put("WATCH.matrix", list(ref(Part.RULE)));
        INNER.put("REQUEST.with", each(Part.QUERY));
        INNER.put("REQUEST.status", anyOf(TEXT, list(TEXT)));
        INNER.put("REQUEST.json", ordered("type", "object", "additionalProperties", anyOf(TEXT, ref(Part.LENGTH))));
        INNER.put(
                "DATABASE.migrations",
                anyOf(
                        TEXT,
                        ref(Part.MIGRATIONS),
                        ordered("type", "object", "additionalProperties", anyOf(TEXT, ref(Part.APP_MIGRATIONS)))));
        INNER.put("MIGRATIONS.pending", anyOf(TEXT, list(TEXT)));
        INNER.put("APP_MIGRATIONS.pending", anyOf(TEXT, list(TEXT)));
        INNER.put("DATABASE.samples", list(ref(Part.SAMPLE)));
        INNER.put("DATABASE.queries", list(ref(Part.TIMED_QUERY)));
        INNER.put("DATABASE.sizes", ordered("type", "object", "additionalProperties", TEXT));
        INNER.put(
                "DATABASE.foreignKeys",
                ordered(
                        "type",
                        "object",
                        "additionalProperties",
                        ordered("type", "object", "additionalProperties", anyOf(TEXT, ref(Part.FOREIGN_KEY)))));
        INNER.put("DATABASE.rows", list(ref(Part.ROWS)));
        INNER.put("DATABASE.columns", ordered("type", "object", "additionalProperties", anyOf(TEXT, ref(Part.COLUMN))));
        INNER.put("DATABASE.tables", ordered("type", "object", "additionalProperties", anyOf(TEXT, ref(Part.TABLE))));
        INNER.put(
                "DATABASE.indexes",
                ordered(
                        "type",
                        "object",
                        "additionalProperties",
                        ordered("type", "object", "additionalProperties", anyOf(TEXT, list(TEXT), ref(Part.INDEX)))));
        INNER.put("WINDOW.days", anyOf(TEXT, list(TEXT)));
    }

    private PlanSchema() {}

    /** The schema of a plan. */
    static String ofPlans() {
        return written("A plan of Belay", Part.PLAN);
    }

    /** The schema of a file of steps that plans use. */
    static String ofUsedFiles() {
        return written("A file of steps that plans of Belay use", Part.USED);
    }

    private static String written(String title, Part root) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", title);
        schema.put("$ref", "#/$defs/" + name(root));
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("step", step());
        for (Part part : Part.values()) {
            if (part != Part.STEP && part != Part.WORK) {
                definitions.put(name(part), object(part));
            }
        }
        schema.put("$defs", definitions);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(schema)
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static Map<String, Object> step() {
        List<Map<String, Object>> kinds = new ArrayList<>();
        DefinitionReader.kinds().stream()
                .map(label -> DefinitionReader.kind(label).orElseThrow())
                .forEach(kind -> kinds.add(ref(Part.of(kind))));
        kinds.add(ref(Part.USE));
        kinds.add(ref(Part.TOGETHER));
        return ordered("anyOf", kinds);
    }

    private static Map<String, Object> object(Part part) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key key : part.keys()) {
            properties.put(key.name(), property(part, key));
            if (key.isRequired()) {
                required.add(key.name());
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> property(Part part, Key key) {
        Map<String, Object> property = new LinkedHashMap<>();
        String left = key.isRequired() ? "" : " Where it is left out: " + key.otherwise() + ".";
        property.put("description", key.meaning() + ". " + key.value() + "." + left);
        property.putAll(inner(part, key).orElseGet(() -> value(key.value())));
        return property;
    }

    private static Optional<Map<String, Object>> inner(Part part, Key key) {
        return List.of(part, Part.WORK, Part.STEP).stream()
                .filter(owner -> owner.own().contains(key))
                .flatMap(owner -> Optional.ofNullable(INNER.get(owner + "." + key.name())).stream())
                .findFirst();
    }

    private static Map<String, Object> value(String phrase) {
        if (phrase.equals("a duration") || phrase.startsWith("`1s` to")) {
            return orParameter(ordered("type", "string", "pattern", DURATION));
        }
        if (phrase.equals("`yes` or `no`")) {
            return anyOf(
                    ordered("type", "boolean"),
                    ordered("enum", List.of("yes", "no", "true", "false")),
                    ordered("type", "string", "pattern", PARAMETER));
        }
        if (RANGE.matcher(phrase).matches()) {
            String[] ends = phrase.split(" to ");
            return orParameter(ordered(
                    "type", "integer", "minimum", Integer.parseInt(ends[0]), "maximum", Integer.parseInt(ends[1])));
        }
        if (phrase.startsWith("any of ")) {
            Map<String, Object> words = words(wordsIn(phrase));
            return anyOf(words, list(words));
        }
        if (WORDS_ONLY.matcher(phrase).matches() && !phrase.equals("`table.column`") && !phrase.contains("{")) {
            return words(wordsIn(phrase));
        }
        if (phrase.equals("names with texts")) {
            return ordered("type", "object", "additionalProperties", TEXT);
        }
        return phrase.startsWith("a list of ") ? anyOf(TEXT, list(TEXT)) : TEXT;
    }

    private static List<String> wordsIn(String phrase) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(phrase);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    private static Map<String, Object> words(List<String> words) {
        return orParameter(ordered("enum", words));
    }

    private static Map<String, Object> orParameter(Map<String, Object> value) {
        return anyOf(value, ordered("type", "string", "pattern", PARAMETER));
    }

    private static Map<String, Object> anyOf(Object... schemas) {
        return ordered("anyOf", List.of(schemas));
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", item);
        return list;
    }

    private static Map<String, Object> each(Part part) {
        Map<String, Object> each = new LinkedHashMap<>();
        each.put("type", "object");
        each.put("additionalProperties", ref(part));
        return each;
    }

    private static Map<String, Object> ref(Part part) {
        return ordered("$ref", "#/$defs/" + name(part));
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In the order that is written, so that the schema is the same each time. */
    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            ordered.put((String) keysAndValues[index], keysAndValues[index + 1]);
        }
        return ordered;
    }
}
