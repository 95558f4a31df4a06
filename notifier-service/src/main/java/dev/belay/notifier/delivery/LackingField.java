package dev.belay.notifier.delivery;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a record declares and does not have: JSON may omit any field. */
final class LackingField {
    private LackingField() {}

    /** The path of the first component that is absent and not declared {@code @Nullable}. */
    static Optional<String> of(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .map(component -> lacking(component, value(component, record)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> lacking(RecordComponent component, @Nullable Object value) {
        if (value == null) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    ? Optional.empty()
                    : Optional.of(component.getName());
        }
        return within(value).map(path -> component.getName() + "." + path);
    }

    private static Optional<String> within(Object value) {
        if (value instanceof Record record) {
            return of(record);
        }
        if (value instanceof Map<?, ?> map) {
            return within(map.values());
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream()
                    .map(LackingField::within)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException("The record " + record.getClass() + " cannot be looked into", closed);
        }
    }
}
