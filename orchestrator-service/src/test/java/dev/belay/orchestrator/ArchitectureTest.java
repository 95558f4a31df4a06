package dev.belay.orchestrator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.scheduling.support.CronExpression;

@AnalyzeClasses(packages = "dev.belay.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.belay.(**)").should().beFreeOfCycles();

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

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_DISPATCH = noClasses()
            .that()
            .resideOutsideOfPackage("..orchestrator.dispatch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.springframework.kafka..",
                    "org.springframework.cloud..",
                    "dev.belay.messaging.stream..");

    @ArchTest
    static final ArchRule PLANS_ARE_FREE_OF_EVERY_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("..orchestrator.plan..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework..",
                            "io.temporal..",
                            "org.apache.kafka..",
                            "java.sql..",
                            "java.net.http..")
                    .and(not(belongToAnyOf(CronExpression.class))));

    @ArchTest
    static final ArchRule WORKFLOWS_TOUCH_THE_WORLD_THROUGH_ACTIVITIES_ONLY = noClasses()
            .that()
            .resideInAPackage("..orchestrator.workflow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "dev.belay.messaging.stream..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net..",
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "..orchestrator.dispatch..",
                    "..orchestrator.launch..",
                    "..orchestrator.api..");

    @ArchTest
    static final ArchRule WORKFLOWS_REPLAY_THE_SAME = noClasses()
            .that()
            .resideInAPackage("..orchestrator.workflow..")
            .should()
            .dependOnClassesThat(belongToAnyOf(
                    Clock.class,
                    Random.class,
                    SplittableRandom.class,
                    ThreadLocalRandom.class,
                    Thread.class,
                    Timer.class))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);

    @ArchTest
    static final ArchRule ONLY_WORKFLOWS_AND_THEIR_NEIGHBOURS_KNOW_TEMPORAL = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..orchestrator.workflow..", "..orchestrator.dispatch..", "..orchestrator.launch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.temporal..");
}
