package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every part's keys are the ones that its reader asks for: {@link Section#finish(Part)} asserts it wherever a test reads
 * such a part, and here each part is read.
 */
class PartTest {
    @ParameterizedTest
    @EnumSource
    void isReadSomewhereAndNamesItsKeysToWhoeverWritesAnother(Part part) {
        assertThat(PlanTexts.findings(
                        withAnUnknownKeyIn(part), Map.of("used.yaml", "steps: [{notify: b}]\nzzz: 1"), Map.of()))
                .filteredOn(finding -> finding.code().equals("unknown-key"))
                .extracting(Finding::found, Finding::expected)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "zzz", String.join(", ", partRead(part).names())));
    }

    /** The keys that steps share are read together with those of a kind. */
    private static Part partRead(Part part) {
        return switch (part) {
            case STEP -> Part.NOTIFY;
            case WORK -> Part.RUN;
            default -> part;
        };
    }

    private static String withAnUnknownKeyIn(Part part) {
        return switch (part) {
            case PLAN -> "zzz: 1\n" + PlanTexts.withSteps("notify: a");
            case WINDOW ->
                "window: {opens: 02:00, closes: 04:00, zone: UTC, zzz: 1}\n" + PlanTexts.withSteps("notify: a");
            case ANNOUNCE -> "announce: {before: 30m, zzz: 1}\n" + PlanTexts.withSteps("notify: a");
            case ROLLBACK -> "rollback: {takes: at most 15m, zzz: 1}\n" + PlanTexts.withSteps("notify: a");
            case REQUIREMENT ->
                "requires: [{rehearsal: same migrations, within: 7d, zzz: 1}]\n" + PlanTexts.withSteps("notify: a");
            case PARAMETER -> "parameters: {a: {default: b, zzz: 1}}\n" + PlanTexts.withSteps("notify: a");
            case PHASE -> PlanTexts.withSteps("notify: a") + "    zzz: 1\n";
            case STEP, NOTIFY -> step("notify: a\nzzz: 1");
            case WORK, RUN -> step("run: a\nzzz: 1");
            case USE -> step("use: used.yaml\nzzz: 1");
            case TOGETHER -> step("together: [{maintenance: on}]\nzzz: 1");
            case USED -> step("use: used.yaml");
            case APPROVE -> step("approve: a\nzzz: 1");
            case MAINTENANCE -> step("maintenance: on\nzzz: 1");
            case BACKUP -> step("backup: database\nzzz: 1");
            case REHEARSE -> step("rehearse: database\nzzz: 1");
            case BUDGET -> step("rehearse: database\nbudget: {lock: 2s, zzz: 1}");
            case ROLLOUT -> step("rollout: v2\nzzz: 1");
            case MIGRATE -> step("migrate: latest\nzzz: 1");
            case ONLINE -> step("migrate: {online: [{addColumn: a.b, type: text}], zzz: 1}");
            case ADD_COLUMN -> step("migrate: {online: [{addColumn: a.b, type: text, zzz: 1}]}");
            case CREATE_INDEX -> step("migrate: {online: [{createIndex: i, on: a, columns: [b], zzz: 1}]}");
            case MIGRATE_TARGETS -> step("migrate: {to: {shop: 0007}, zzz: 1}");
            case DROP_INDEX -> step("migrate: {online: [{dropIndex: i, zzz: 1}]}");
            case REINDEX -> step("migrate: {online: [{reindex: i, zzz: 1}]}");
            case ANALYZE -> step("migrate: {online: [{analyze: a, zzz: 1}]}");
            case ADD_FOREIGN_KEY ->
                step("migrate: {online: [{addForeignKey: f, on: a, columns: [b], references: c, zzz: 1}]}");
            case ADD_CHECK -> step("migrate: {online: [{addCheck: f, on: a, holds: b > 0, zzz: 1}]}");
            case DROP_COLUMN -> step("migrate: {online: [{dropColumn: a.b, zzz: 1}]}");
            case ONLINE_SQL -> step("migrate: {online: [{sql: select 1, undo: none, zzz: 1}]}");
            case CHECK -> step("check: a\nhttp: [{get: /}]\nzzz: 1");
            case FAILURE -> step("run: a\nonFailure: {ask: {offer: [b]}, zzz: 1}");
            case OFFERS -> step("run: a\nonFailure: {ask: {offer: [b], zzz: 1}}");
            case WATCH -> step("watch: 1h\nhttp: [{get: /}]\nzzz: 1");
            case PROMETHEUS_SERIES -> step("watch: 1h\nprometheus: [{name: a, query: b, zzz: 1}]");
            case DATABASE_SERIES -> step("watch: 1h\ndatabase: [{name: a, sql: select 1, zzz: 1}]");
            case LOG_SERIES -> step("watch: 1h\nlogs: [{name: a, source: b, matching: c, zzz: 1}]");
            case RULE -> step("watch: 1h\nhttp: [{get: /}]\nmatrix: [{when: no data, for: 1m, do: note, zzz: 1}]");
            case REQUEST -> step("check: a\nhttp: [{get: /, zzz: 1}]");
            case LENGTH -> step("check: a\nhttp: [{get: /, json: {$.a: {length: at least 1, zzz: 1}}}]");
            case QUERY -> step("check: a\nhttp: [{get: \"/{a}\", with: {a: {sql: select 1, zzz: 1}}}]");
            case DATABASE -> step("check: a\ndatabase: {connections: under 80%, zzz: 1}");
            case MIGRATIONS -> step("check: a\ndatabase: {migrations: {pending: none, zzz: 1}}");
            case APP_MIGRATIONS -> step("check: a\ndatabase: {migrations: {shop: {pending: none, zzz: 1}}}");
            case SAMPLE -> step("check: a\ndatabase: {samples: [{sql: select 1, zzz: 1}]}");
            case TIMED_QUERY -> step("check: a\ndatabase: {queries: [{sql: select 1, zzz: 1}]}");
            case INDEX -> step("check: a\ndatabase: {indexes: {a: {i: {unique: yes, zzz: 1}}}}");
            case FOREIGN_KEY -> step("check: a\ndatabase: {foreignKeys: {a: {f: {references: b, zzz: 1}}}}");
            case ROWS -> step("check: a\ndatabase: {rows: [{sql: select 1, expect: 1, zzz: 1}]}");
            case COLUMN -> step("check: a\ndatabase: {columns: {a.b: {type: text, zzz: 1}}}");
            case TABLE -> step("check: a\ndatabase: {tables: {a: {indexes: 1, zzz: 1}}}");
            case FILES -> step("check: a\nfiles: [{path: a, zzz: 1}]");
            case LOG -> step("check: a\nlogs: [{source: a, matching: b, count: none, zzz: 1}]");
            case DISK -> step("check: a\ndisk: {backups: at least 1GB, zzz: 1}");
        };
    }

    private static String step(String text) {
        return PlanTexts.withSteps(text);
    }
}
