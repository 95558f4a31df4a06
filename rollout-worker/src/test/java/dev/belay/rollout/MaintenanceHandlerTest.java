package dev.belay.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceHandlerTest {
    private final MaintenanceHandler handler = new MaintenanceHandler(new SupervisedProcesses(Duration.ofSeconds(1)));

    @TempDir
    Path directory;

    @Test
    void switchesThePageOnAndOff() throws Exception {
        Shop shop = new Shop(directory);
        HandlerExecution execution = execution(new MaintenanceSettings(
                List.of(shop.command("on", "touch page")), List.of(shop.command("off", "rm -f page"))));

        handler.handle(new MaintenanceWork(MaintenanceWork.Switch.ON), execution);
        assertThat(shop.file("page")).exists();

        handler.handle(new MaintenanceWork(MaintenanceWork.Switch.OFF), execution);
        assertThat(shop.file("page")).doesNotExist();
    }

    @Test
    void saysWhichCommandFailed() {
        Shop shop = new Shop(directory);
        HandlerExecution execution =
                execution(new MaintenanceSettings(List.of(shop.command("on", "exit 9")), List.of()));

        assertThatThrownBy(() -> handler.handle(new MaintenanceWork(MaintenanceWork.Switch.ON), execution))
                .hasMessageContaining("Command 1 of 1 of \"maintenance on\"")
                .hasMessageContaining("exit code 9");
    }

    @Test
    void needsTheEnvironmentsCommands() {
        HandlerExecution execution =
                HandlerExecution.of("maintenance", Environments.environment().build());

        assertThatThrownBy(() -> handler.handle(new MaintenanceWork(MaintenanceWork.Switch.ON), execution))
                .isInstanceOf(EnvironmentLacks.class);
    }

    @Test
    void beginsAgainAfterACrash() {
        HandlerExecution execution = execution(new MaintenanceSettings(List.of(), List.of()));

        assertThat(handler.witness(new MaintenanceWork(MaintenanceWork.Switch.OFF), execution))
                .isInstanceOf(Witnessed.WasNotDone.class);
    }

    private static HandlerExecution execution(MaintenanceSettings settings) {
        return HandlerExecution.of(
                "maintenance", Environments.environment().maintenance(settings).build());
    }
}
