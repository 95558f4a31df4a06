package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.worker.WorkerProperties;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.Processes;
import dev.belay.worker.process.SupervisedProcesses;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class MigrationWorkerConfigurationTest {
    @Test
    void hasOneHandlerForEachKindOfItsWork() {
        try (AnnotationConfigApplicationContext context = context(Map.of())) {
            assertThat(context.getBeansOfType(Handler.class).values().stream()
                            .<Class<?>>map(handler -> ((Handler<?>) handler).accepts()))
                    .containsExactly(
                            MigrationStateWork.class,
                            MigrateWork.class,
                            MigrateUndoWork.class,
                            MigrateUndoForecastWork.class,
                            OnlineStateWork.class,
                            OnlineMigrateWork.class,
                            UndoForecastWork.class,
                            OnlineUndoWork.class);
        }
    }

    @Test
    void waitsTenSecondsForALockUnlessToldOtherwise() {
        try (AnnotationConfigApplicationContext context = context(Map.of())) {
            assertThat(context.getBean(MigrationProperties.class).lockTimeout()).isEqualTo(Duration.ofSeconds(10));
        }
        try (AnnotationConfigApplicationContext context = context(Map.of("belay.migration.lock-timeout", "3s"))) {
            assertThat(context.getBean(MigrationProperties.class).lockTimeout()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void refusesToWaitForLocksWithoutAnEnd() {
        assertThatThrownBy(() -> new MigrationProperties(Duration.ZERO)).hasMessageContaining("positive");
    }

    private static WorkerProperties worker() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("belay.worker", WorkerProperties.class);
    }

    private static AnnotationConfigApplicationContext context(Map<String, Object> properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.registerBean(Processes.class, () -> new SupervisedProcesses(Duration.ofSeconds(1)));
        context.registerBean(WorkerProperties.class, MigrationWorkerConfigurationTest::worker);
        context.register(MigrationWorkerConfiguration.class);
        context.refresh();
        return context;
    }
}
