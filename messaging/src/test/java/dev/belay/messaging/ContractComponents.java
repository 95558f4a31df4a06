package dev.belay.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The components of the contract's records: those that its types declare, and those that samples fill. */
final class ContractComponents {
    private final Set<String> found = new TreeSet<>();
    private final Set<Class<?>> visited = new HashSet<>();

    static Set<String> declaredBy(Collection<Class<?>> messages) {
        ContractComponents components = new ContractComponents();
        messages.forEach(components::declare);
        return components.found;
    }

    static Set<String> filledBy(Collection<Object> samples) {
        ContractComponents components = new ContractComponents();
        samples.forEach(components::fill);
        return components.found;
    }

    private void declare(Type type) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                declare(argument);
            }
        } else if (type instanceof Class<?> plain && visited.add(plain)) {
            if (plain.isSealed()) {
                for (Class<?> permitted : plain.getPermittedSubclasses()) {
                    declare(permitted);
                }
            } else if (plain.isRecord()) {
                for (RecordComponent component : plain.getRecordComponents()) {
                    found.add(name(component));
                    declare(component.getGenericType());
                }
            }
        }
    }

    private void fill(Object value) {
        if (value instanceof Collection<?> many) {
            many.forEach(this::fill);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::fill);
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object inner = get(component, value);
                if (inner != null && !isEmpty(inner)) {
                    found.add(name(component));
                    fill(inner);
                }
            }
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> many && many.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static Object get(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }
}
