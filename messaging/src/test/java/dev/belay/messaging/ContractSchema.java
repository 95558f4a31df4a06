package dev.belay.messaging;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceToken;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** The JSON Schema that follows from a message's records; of a strict message, with nothing besides. */
final class ContractSchema {
    private static final ObjectMapper MAPPER = MessageCodec.contractMapper();
    private static final Map<Type, Map<String, Object>> SCALARS = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, Map.of("type", "integer")),
            Map.entry(Integer.class, Map.of("type", "integer")),
            Map.entry(long.class, Map.of("type", "integer")),
            Map.entry(Long.class, Map.of("type", "integer")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(Instant.class, ordered("type", "string", "format", "date-time")),
            Map.entry(Duration.class, ordered("type", "string", "format", "duration")),
            Map.entry(FenceToken.class, ordered("type", "string", "pattern", "^[^/]+/[1-9][0-9]*$")),
            Map.entry(
                    ExecutionId.class,
                    ordered("type", "string", "pattern", "^[^/]+/[^/]+/(before|do|undo)/[1-9][0-9]*$")));

    private final boolean strict;
    private final Map<String, Object> definitions = new TreeMap<>();

    private ContractSchema(boolean strict) {
        this.strict = strict;
    }

    static String of(MessageType type) {
        ContractSchema schema = new ContractSchema(type.strict());
        Map<String, Object> root =
                ordered("$schema", "https://json-schema.org/draft/2020-12/schema", "$id", "urn:belay:" + type.type());
        root.put("title", type.body().getSimpleName());
        root.putAll(schema.object(type.body()));
        root.put("$defs", schema.definitions);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private Map<String, Object> schema(Type type) {
        if (SCALARS.containsKey(type)) {
            return SCALARS.get(type);
        }
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return ordered("enum", Arrays.asList(plain.getEnumConstants()));
        }
        if (isText(plain)) {
            return ordered("type", "string", "minLength", 1);
        }
        define(plain);
        return ordered("$ref", "#/$defs/" + plain.getSimpleName());
    }

    private Map<String, Object> container(ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Map.class) {
            return ordered("type", "object", "additionalProperties", schema(arguments[1]));
        }
        Map<String, Object> array = ordered("type", "array", "items", schema(arguments[0]));
        if (generic.getRawType() == Set.class) {
            array.put("uniqueItems", true);
        }
        return array;
    }

    private void define(Class<?> type) {
        if (definitions.putIfAbsent(type.getSimpleName(), Map.of()) == null) {
            definitions.put(type.getSimpleName(), type.isSealed() ? choice(type) : object(type));
        }
    }

    private Map<String, Object> choice(Class<?> family) {
        return ordered(
                "oneOf",
                Arrays.stream(family.getAnnotation(JsonSubTypes.class).value())
                        .map(kind -> object(kind.value()))
                        .toList());
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Arrays.stream(type.getInterfaces())
                .filter(family -> family.isAnnotationPresent(JsonTypeInfo.class))
                .forEach(family -> {
                    String property = family.getAnnotation(JsonTypeInfo.class).property();
                    properties.put(property, ordered("const", kindOf(type, family)));
                    required.add(property);
                });
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), schema(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> object = ordered("type", "object", "properties", properties);
        object.put("required", required);
        if (strict) {
            object.put("additionalProperties", false);
        }
        return object;
    }

    private static String kindOf(Class<?> type, Class<?> family) {
        return Arrays.stream(family.getAnnotation(JsonSubTypes.class).value())
                .filter(kind -> kind.value() == type)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            ordered.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return ordered;
    }
}
