package dev.belay.migration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract with each tool that is a command of the system's own. */
@Tag("long")
@ParameterizedClass
@EnumSource(names = {"ALEMBIC", "DJANGO"})
class CommandMigrateContractTest extends MigrateContract {}
