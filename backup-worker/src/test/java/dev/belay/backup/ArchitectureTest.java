package dev.belay.backup;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.belay.worker.testing.WorkerRules;

@AnalyzeClasses(packages = "dev.belay.backup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests OF_EVERY_WORKER = ArchTests.in(WorkerRules.class);

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = WorkerRules.knowsOfBelayOnly("dev.belay.backup..");
}
