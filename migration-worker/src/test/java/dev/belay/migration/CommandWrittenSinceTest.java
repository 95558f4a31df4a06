package dev.belay.migration;

import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite with each tool that is a command of the system's own. */
@Tag("long")
@ParameterizedClass
@EnumSource(names = {"ALEMBIC", "DJANGO"})
class CommandWrittenSinceTest extends WrittenSinceSuite {
    CommandWrittenSinceTest(Tool tool) {
        super(tool);
    }
}
