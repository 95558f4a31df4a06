package dev.belay.migration;

import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite with each tool that is a library of the worker. */
@ParameterizedClass
@EnumSource(names = {"FLYWAY", "LIQUIBASE", "SQL"})
class ToolSuiteTest extends ToolSuite {
    ToolSuiteTest(Tool tool) {
        super(tool);
    }
}
