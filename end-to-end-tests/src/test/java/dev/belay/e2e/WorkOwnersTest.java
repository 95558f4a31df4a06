package dev.belay.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.BackupWorkerConfiguration;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.Work;
import dev.belay.contracts.work.WorkOwners;
import dev.belay.healthcheck.HealthcheckWorkerConfiguration;
import dev.belay.migration.MigrationWorkerConfiguration;
import dev.belay.rollout.RolloutWorkerConfiguration;
import dev.belay.worker.Worker;
import dev.belay.worker.execution.Handler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;

class WorkOwnersTest {
    private static final List<Class<?>> WORKERS = List.of(
            BackupWorkerConfiguration.class,
            MigrationWorkerConfiguration.class,
            RolloutWorkerConfiguration.class,
            HealthcheckWorkerConfiguration.class);

    @Test
    void everyKindOfWorkHasOneHandlerInTheWorkerThatOwnsIt() {
        Map<Class<?>, WorkerKind> handled = new HashMap<>();
        for (Class<?> worker : WORKERS) {
            WorkerKind kind = worker.getAnnotation(Worker.class).value();
            for (Class<?> work : handledBy(worker)) {
                assertThat(handled.put(work, kind))
                        .as("another handler of %s, which the %s worker handles", work.getSimpleName(), kind)
                        .isNull();
            }
        }

        assertThat(handled).isEqualTo(owned());
    }

    @Test
    void everyKindOfWorkerIsAmongThem() {
        assertThat(WORKERS)
                .extracting(worker -> worker.getAnnotation(Worker.class).value())
                .containsExactlyInAnyOrder(WorkerKind.values());
    }

    /** Every worker quiesces itself, so that work belongs to none. */
    private static Map<Class<?>, WorkerKind> owned() {
        return Arrays.stream(Work.class.getPermittedSubclasses())
                .filter(work -> work != QuiesceWork.class && work != FenceWork.class)
                .collect(toMap(work -> work, work -> WorkOwners.of(work.asSubclass(Work.class))));
    }

    private static List<Class<?>> handledBy(Class<?> worker) {
        return Arrays.stream(worker.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Bean.class))
                .map(ResolvableType::forMethodReturnType)
                .map(bean -> bean.as(Handler.class))
                .filter(handler -> handler != ResolvableType.NONE)
                .<Class<?>>map(handler -> handler.getGeneric(0).resolve())
                .toList();
    }
}
