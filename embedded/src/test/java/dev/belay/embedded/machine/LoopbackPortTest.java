package dev.belay.embedded.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void portThatWasChosenIsNotChosenAgainThoughNobodyListensYet() {
        List<Integer> ports = Stream.generate(LoopbackPort::choose).limit(500).toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(LoopbackPort::isFree);
    }
}
