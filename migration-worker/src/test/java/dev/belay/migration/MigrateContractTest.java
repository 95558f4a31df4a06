package dev.belay.migration;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract with each tool that is a library of the worker. */
@ParameterizedClass
@EnumSource(names = {"FLYWAY", "LIQUIBASE", "SQL"})
class MigrateContractTest extends MigrateContract {}
