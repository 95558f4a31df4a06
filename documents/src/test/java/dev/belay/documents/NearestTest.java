package dev.belay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void findsTheWordThatWasMeant() {
        assertThat(Nearest.of("verison", List.of("version", "grade"))).contains("version");
        assertThat(Nearest.of("rolout", List.of("rollout", "run"))).contains("rollout");
        assertThat(Nearest.of("onfailure", List.of("onFailure"))).contains("onFailure");
        assertThat(Nearest.of("import-form-1c", List.of("import-from-1c", "flush")))
                .contains("import-from-1c");
    }

    @Test
    void findsNothingWhereNoneIsNear() {
        assertThat(Nearest.of("colour", List.of("environment", "pool"))).isEmpty();
        assertThat(Nearest.of("x", List.of("id", "run"))).isEmpty();
        assertThat(Nearest.of("anything", List.of())).isEmpty();
    }

    @Test
    void findsTheOnlyWordThatContainsIt() {
        assertThat(Nearest.of("manager", List.of("operator", "release-manager")))
                .contains("release-manager");
        assertThat(Nearest.of("manager", List.of("stock-manager", "release-manager")))
                .isEmpty();
        assertThat(Nearest.of("run", List.of("dry-run-first", "other"))).isEmpty();
    }

    @Test
    void takesTheFirstInTheAlphabetAmongEquallyNear() {
        assertThat(Nearest.of("tasc", List.of("task", "tash"))).contains("tash");
    }

    @Test
    void countsInsertionsDeletionsAndSubstitutions() {
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("same", "same")).isZero();
    }
}
