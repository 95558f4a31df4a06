package dev.belay.worker;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.belay.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.belay.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_PACKAGE_KNOWS_THE_ROOT = noClasses()
            .that()
            .resideInAPackage("dev.belay.worker.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.belay.worker");

    @ArchTest
    static final ArchRule SPRING_AND_KAFKA_STAY_IN_THE_ROOT = noClasses()
            .that()
            .resideInAPackage("dev.belay.worker.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "dev.belay.messaging.stream..");

    @ArchTest
    static final ArchRule WHAT_HANDLERS_SEE_DOES_NOT_KNOW_THE_RUNTIME = noClasses()
            .that(resideInAPackage("dev.belay.worker.*..").and(not(resideInAPackage("dev.belay.worker.runtime"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.belay.worker.runtime");

    @ArchTest
    static final ArchRule TEMPORAL_IS_NOT_FOR_WORKERS =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.temporal..");
}
