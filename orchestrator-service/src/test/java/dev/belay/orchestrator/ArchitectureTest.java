package dev.belay.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.belay.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.belay.orchestrator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DEPLOYMENTS_KNOW_NOTHING_OF_THE_WEB = noClasses()
            .that()
            .resideInAPackage("..orchestrator.deployment..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..orchestrator.api..",
                    "..orchestrator.security..",
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.security..",
                    "jakarta.servlet..");

    @ArchTest
    static final ArchRule SECURITY_KNOWS_ONLY_PROBLEMS_OF_THE_API = noClasses()
            .that()
            .resideInAPackage("..orchestrator.security..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.belay.orchestrator.api", "..orchestrator.api.stream..", "..orchestrator.deployment..");

    @ArchTest
    static final ArchRule NEITHER_KAFKA_NOR_TEMPORAL_REACHES_THE_API = noClasses()
            .that()
            .resideInAnyPackage("..orchestrator.deployment..", "..orchestrator.api..", "..orchestrator.security..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.springframework.kafka..",
                    "org.springframework.cloud..",
                    "io.temporal..");

    @ArchTest
    static final ArchRule VIEWS_ARE_FREE_OF_SPRING_AND_SQL = noClasses()
            .that()
            .resideInAnyPackage("..orchestrator.deployment.view..", "..orchestrator.deployment.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..");
}
