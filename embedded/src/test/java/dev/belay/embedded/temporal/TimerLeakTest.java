package dev.belay.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.internal.testservice.TestServicesStarter;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerLeakTest {

    @Test
    void keepsNoEventsInTheListThatTheTimerNeverEmpties() throws Exception {
        try (TestServicesStarter services = new TestServicesStarter(true, 0)) {
            Object timer = TimerLeak.field(services, "selfAdvancingTimer").get(services);
            assertThat(TimerLeak.field(timer, "lockEvents").get(timer))
                    .as("the list that is replaced; where it is gone, TimerLeak can go as well")
                    .isInstanceOf(List.class);
            TimerLeak.mend(services);

            Method lock = timer.getClass().getDeclaredMethod("lockTimeSkipping", String.class);
            lock.setAccessible(true);
            lock.invoke(timer, "a test");

            assertThat((List<?>) TimerLeak.field(timer, "lockEvents").get(timer))
                    .isEmpty();
        }
    }
}
