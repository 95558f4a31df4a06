package dev.belay.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.belay.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.belay.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule IT_KNOWS_THE_SERVER_BY_ITS_API_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "io.temporal..",
                    "java.sql..",
                    "dev.belay.orchestrator..",
                    "dev.belay.worker..");

    @ArchTest
    static final ArchRule ONLY_THE_API_PACKAGE_TALKS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("dev.belay.cli.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");
}
