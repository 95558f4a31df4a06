package dev.belay.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceChoiceTest {
    private final Map<TestSetting, String> settings = new EnumMap<>(TestSetting.class);
    private boolean engineAnswers;
    private int asked;
    private final SourceChoice choice = new SourceChoice(setting -> Optional.ofNullable(settings.get(setting)), () -> {
        asked++;
        return engineAnswers;
    });

    @ParameterizedTest
    @EnumSource
    void whatIsGivenIsTaken(Infrastructure server) {
        engineAnswers = true;
        settings.put(SourceChoice.address(server), "somewhere:1234");
        settings.put(TestSetting.SOURCE, "containers");

        assertThat(choice.of(server)).isEqualTo(Source.GIVEN);
        assertThat(asked).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void containersAreTakenWhereAnEngineAnswers(Infrastructure server) {
        engineAnswers = true;

        assertThat(choice.of(server)).isEqualTo(Source.CONTAINERS);
    }

    @ParameterizedTest
    @EnumSource
    void embeddedServersAreTakenWithoutAnEngine(Infrastructure server) {
        assertThat(choice.of(server)).isEqualTo(Source.EMBEDDED);
    }

    @Test
    void oneGivenServerSaysNothingAboutTheOthers() {
        settings.put(TestSetting.KAFKA_BOOTSTRAP_SERVERS, "somewhere:1234");

        assertThat(choice.of(Infrastructure.KAFKA)).isEqualTo(Source.GIVEN);
        assertThat(choice.of(Infrastructure.POSTGRES)).isEqualTo(Source.EMBEDDED);
        assertThat(choice.of(Infrastructure.TEMPORAL)).isEqualTo(Source.EMBEDDED);
    }

    @Test
    void theEngineIsAskedOnce() {
        for (Infrastructure server : Infrastructure.values()) {
            assertThat(choice.of(server)).isEqualTo(Source.EMBEDDED);
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aNamedSourceIsTakenWithoutAskingTheEngine() {
        engineAnswers = true;
        settings.put(TestSetting.SOURCE, "embedded");
        assertThat(choice.of(Infrastructure.POSTGRES)).isEqualTo(Source.EMBEDDED);

        engineAnswers = false;
        settings.put(TestSetting.SOURCE, "Containers");
        assertThat(choice.of(Infrastructure.POSTGRES)).isEqualTo(Source.CONTAINERS);
        assertThat(asked).isZero();
    }

    @Test
    void anUnknownSourceIsRefused() {
        settings.put(TestSetting.SOURCE, "cloud");

        assertThatThrownBy(() -> choice.of(Infrastructure.POSTGRES))
                .hasMessage(
                        "BELAY_TEST_SOURCE is \"cloud\", expected containers or embedded; leave it out for the best that is there.");
    }
}
