package dev.belay.embedded.temporal;

import io.temporal.internal.testservice.TestServicesStarter;
import java.lang.reflect.Field;
import java.util.LinkedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of lock events that the timer of Temporal's Java server keeps for diagnostics: it grows with every workflow
 * and is searched under the server's lock, so that the server slows down as it runs. A list that keeps nothing replaces it.
 */
final class TimerLeak {
    private static final Logger log = LoggerFactory.getLogger(TimerLeak.class);

    private TimerLeak() {}

    /** Mends the server, or warns where its version has no such list any more. */
    static void mend(TestServicesStarter services) {
        try {
            Object timer = field(services, "selfAdvancingTimer").get(services);
            field(timer, "lockEvents").set(timer, new ForgetfulList());
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.warn("Temporal's Java server cannot be mended and will slow down with the number of workflows", e);
        }
    }

    static Field field(Object owner, String name) throws NoSuchFieldException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static final class ForgetfulList extends LinkedList<Object> {
        @Override
        public boolean add(Object event) {
            return true;
        }

        @Override
        public boolean remove(Object event) {
            return true;
        }
    }
}
