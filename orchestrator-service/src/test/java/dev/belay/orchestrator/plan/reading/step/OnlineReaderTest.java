package dev.belay.orchestrator.plan.reading.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.RecordAs;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in operations are found before anything runs, each with its mend. */
class OnlineReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{renameColumn: orders.total, to: sum}|unsafe-operation|would break the code that runs|drop the old"
                        + " column in a later release",
                "{addColum: orders.a, type: text}|unknown-operation|has the keys addColum, type|Did you mean"
                        + " \"addColumn\"?",
                "{addColumn: orders.a, type: text, notNull: yes}|not-null-without-default|older code inserts rows|Add"
                        + " \"default\"",
                "{addColumn: orders.a, type: bigserial}|unsafe-operation|would rewrite the table|nextval",
                "{addColumn: a, type: text}|ill-formed|expected table.column|``",
                "{addColumn: orders.a}|missing|\"type\" is missing|Add \"type",
                "{createIndex: i, columns: [a]}|missing|\"on\" is missing|Add \"on",
                "{createIndex: i, on: orders}|missing|\"columns\" is missing|Add \"columns",
                "{addForeignKey: f, on: a, columns: [b], references: c, onDelete: never}|ill-formed|expected one of"
                        + " no action|``",
                "{addCheck: f, on: a}|missing|\"holds\" is missing|Add \"holds",
                "{sql: select 1}|missing|\"undo\" is missing|Add \"undo",
                "{createIndex: i, on: orders, columns: [a], where: `${x}`}|parameter-in-sql|expected no"
                        + " parameter|Write the value out",
            })
    void namesWhatIsWrong(String operation, String code, String message, String suggestion) {
        String yaml = PlanTexts.withSteps("migrate: {online: [" + operation.replace('`', '"') + "]}");

        Finding finding = PlanTexts.findings(yaml, Map.of()).get(0);

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.message()).contains(message);
        assertThat(finding.suggestion()).contains(suggestion == null ? "" : suggestion);
    }

    @Test
    void wantsAtLeastOneOperation() {
        assertThat(PlanTexts.findings(PlanTexts.withSteps("migrate: {online: []}"), Map.of()))
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("expected at least one operation"));
    }

    @Test
    void recordsOneMigrationOfOneApplication() {
        assertThat(PlanTexts.findings(
                        PlanTexts.withSteps("migrate: {online: [{reindex: i}], recordAs: {a: b, c: d}}"), Map.of()))
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("expected one application with one migration"));
        assertThat(PlanTexts.plan("migrate: {online: [{reindex: i}], recordAs: {shop: 0007_edition}}")
                        .steps()
                        .get(0)
                        .definition())
                .isInstanceOfSatisfying(
                        OnlineMigrateStep.class,
                        online -> assertThat(online.recordAs()).isEqualTo(new RecordAs("shop", "0007_edition")));
    }
}
