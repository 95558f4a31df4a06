package dev.belay.worker.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in the code of every worker. */
public final class WorkerRules {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.belay.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_CONFIGURATION_KNOWS_SPRING = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Properties")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_KAFKA_OR_TEMPORAL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "dev.belay.messaging..", "io.temporal..");

    @ArchTest
    static final ArchRule HANDLERS_DO_NOT_KNOW_WHAT_RUNS_THEM =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.belay.worker.runtime..");

    private WorkerRules() {}

    /** Nothing of another worker, of the orchestrator or of the command line. */
    public static ArchRule knowsOfBelayOnly(String itself) {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.belay..")
                        .and(not(resideInAnyPackage(
                                itself, "dev.belay.worker..", "dev.belay.contracts..", "dev.belay.documents.."))));
    }
}
