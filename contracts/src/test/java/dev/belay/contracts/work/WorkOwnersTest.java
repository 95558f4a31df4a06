package dev.belay.contracts.work;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkOwnersTest {
    static Stream<Class<?>> kinds() {
        return Arrays.stream(Work.class.getPermittedSubclasses())
                .filter(kind -> kind != QuiesceWork.class && kind != FenceWork.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfWorkHasAnOwner(Class<? extends Work> kind) {
        assertThatCode(() -> WorkOwners.of(kind)).doesNotThrowAnyException();
    }
}
