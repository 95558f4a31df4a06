package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * Editors are told what the readers take. Run with {@code -Dbelay.golden=write} to accept a change.
 *
 * <p>A schema cannot know all that the reader does: what it takes may still be refused, what it refuses never runs.
 */
class PlanSchemaTest {
    private static final Path SCHEMAS = Path.of("../documents/src/main/resources/dev/belay/documents/schema");
    private static final Path SHOP = Path.of("../examples/shop/src/main/resources/dev/belay/examples/shop/plans");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(plan: .*?)```", Pattern.DOTALL);

    @Test
    void isWhatTheReadersKnow() throws IOException {
        same("plan.schema.json", PlanSchema.ofPlans());
        same("steps.schema.json", PlanSchema.ofUsedFiles());
    }

    @Test
    void leadsFromAPlanToEveryPart() {
        String plan = PlanSchema.ofPlans();

        assertThat(Arrays.stream(Part.values())
                        .filter(part -> part != Part.STEP && part != Part.WORK && part != Part.USED)
                        .map(part -> "\"#/$defs/"
                                + part.name().toLowerCase(Locale.ROOT).replace('_', '-') + "\""))
                .allSatisfy(reference -> assertThat(plan).contains(reference));
    }

    static Stream<String> plans() throws IOException {
        Stream<String> shop;
        try (Stream<Path> files = Files.list(SHOP)) {
            shop = files.sorted().map(PlanSchemaTest::text).toList().stream();
        }
        String description = Files.readString(Path.of("../docs/plan-language.md"));
        return Stream.of(
                        shop,
                        Stream.of(PlanTexts.resource("bookshop.yaml")),
                        EXAMPLE.matcher(description).results().map(example -> example.group(1)))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void takesEveryPlanOfTheExamples(String plan) {
        assertThat(complaints(plan)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maintenance: on",
                "maintenance: ${way}",
                "backup: database\nverify: [list, checksum, restore]\nkeep: 3\nattempts: ${tries}",
                "backup: database\nverify: restore",
                "rollout: 1.10\nsettings: {WORKERS: 4, DEBUG: no}",
                "migrate: 0006\nundo: restore\nestimate: 1h30m",
                "run: recount\nwith: {warehouse: 7}\ndryRun: first\nonFailure: {ask: {offer: [clean]}}",
                "migrate: {online: [{addColumn: a.b, type: text}, {createIndex: i, on: a, columns: [b, c desc]}]}",
                "migrate: {online: [{addColumn: a.b, type: text}, {dropIndex: i}, {sql: select 1, undo: none}]}",
                "migrate: {to: {shop: 0007}}\nlint: off",
                "together: [{rollout: v2}, {run: publish, only: grade = critical}]",
                "use: checks/smoke.yaml\nonly: grade = critical",
                "approve: Go?\nby: [admin]\nexpires: 2h\nconfirm: [a, b]\nrequester: allowed",
                "check: a\nafter: 24h\nhttp: [{get: /, status: [200, 401], faster: 500ms}, {get: /, faster: 30%}]",
                "check: a\nhttp: [{get: '/{x}', with: {x: {sql: select 1}}, json: {$.a: {length: at least 1}, $.b: 5}}]",
                "check: a\ndatabase: {migrations: none pending, tables: {a: {indexes: 5}, b: absent}}",
                "check: a\ndatabase: {columns: {a.b: {type: text, nullable: no}}, indexes: {a: {i: [x, y desc]}}}",
                "check: a\ndatabase: {migrations: {shop: {applied: 0005, pending: [0006, 0007]}, stock: none pending}}",
                "check: a\ndatabase: {migrations: {pending: [3, 4], missing: none}}",
                "check: a\ndatabase: {rows: [{table: a, count: same as before}, {sql: select 1, expect: same as before}]}",
                "check: a\ndatabase: {queries: [{sql: select 1, uses: i, faster: 30%, whenRowsAtLeast: 1000}]}",
                "check: a\ndatabase: {samples: [{sql: select 1, rows: 5, mask: [name]}], lag: under 10s}",
                "check: a\ndatabase: {sizes: {database: under 10GB, a: shown}, invalidIndexes: none, unusedIndexes: shown}",
                "check: a\ndatabase: {indexes: {a: {i: {columns: [x], unique: yes, scans: at least 1}}}}",
                "check: a\ndatabase: {foreignKeys: {a: {f: {columns: [x], references: b, onDelete: cascade}, g: absent}}}",
                "watch: 24h\nevery: 15s\nhttp: [{get: /}]\nmatrix: [{when: no data, for: 10m, do: ask}]",
            })
    void takesWhatTheReaderTakes(String step) {
        String plan = PlanTexts.withSteps(step);

        assertThat(complaints(plan)).isEmpty();
        assertThat(PlanTexts.findings(plan, Map.of()))
                .as("only parameters and files that this plan does not have")
                .allSatisfy(finding -> assertThat(finding.code())
                        .isIn("unknown-parameter", "unknown-file", "missing-file", "file-missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maintenence: on",
                "maintenance: maybe",
                "maintenance: on\nbackup: database",
                "backup: databse",
                "backup: database\nverify: [lists]",
                "backup: database\nkeep: 0",
                "backup: database\nformat: tar",
                "migrate: latest\ntimeout: 10 minutes",
                "migrate: latest\nonFailure: retry",
                "migrate: latest\nlint: strict",
                "migrate: {online: [{addColum: a.b, type: text}]}",
                "run: recount\nonFailure: {ask: {offers: [clean]}}",
                "run: recount\ndryRun: yes",
                "check: a\nhttp: {get: /}",
                "check: a\nhttp: [{gett: /}]",
                "check: a\nsmoke: perhaps",
                "check: a\ndatabase: {row: []}",
                "watch: 1h\nmatrix: [{when: no data, do: ask}]",
                "watch: 1h\nmatrix: [{when: no data, for: 1m, do: restart}]",
                "title: a step without a kind",
                "rehearse: everything",
                "rehearse: database\nbudget: {time: 2s}",
                "rehearse: database\nafterUpgrade: {http: []}",
            })
    void refusesWhatTheReaderRefuses(String step) {
        String plan = PlanTexts.withSteps(step);

        assertThat(complaints(plan)).isNotEmpty();
        assertThat(PlanTexts.findings(plan, Map.of())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phases: []",
                "plan: shop",
                "plan: shop\nphases: [{phase: a, stepps: []}]",
                "plan: shop\nphases: [{phase: a}]",
                "plan: shop\nrequires: [{within: 7d}]\nphases: [{phase: a, steps: [{notify: b}]}]",
                "plan: shop\nwindow: {opens: 02:00}\nphases: [{phase: a, steps: [{notify: b}]}]",
                "plan: shop\nparameters: {a: {defualt: b}}\nphases: [{phase: a, steps: [{notify: b}]}]",
            })
    void refusesPlansOfAnotherForm(String plan) {
        assertThat(complaints(plan)).isNotEmpty();
        assertThat(PlanTexts.findings(plan, Map.of())).isNotEmpty();
    }

    @Test
    void refusesThePlanThatMakesEveryMistake() {
        assertThat(complaints(PlanTexts.resource("mistakes.yaml"))).isNotEmpty();
    }

    @Test
    void hasASchemaOfItsOwnForFilesThatPlansUse() {
        assertThat(complaints(PlanSchema.ofUsedFiles(), "steps: [{notify: a}]")).isEmpty();
        assertThat(complaints(PlanSchema.ofUsedFiles(), "steps: [{notifi: a}]")).isNotEmpty();
    }

    private static void same(String name, String expected) throws IOException {
        if ("write".equals(System.getProperty("belay.golden"))) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(SCHEMAS.resolve(name), expected);
        }
        assertThat(Files.readString(SCHEMAS.resolve(name))).isEqualTo(expected);
    }

    private static List<String> complaints(String plan) {
        return complaints(PlanSchema.ofPlans(), plan);
    }

    /** As an editor sees it: YAML 1.2 with types. */
    private static List<String> complaints(String schema, String yaml) {
        Object typed = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Schema compiled =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema, InputFormat.JSON);
        return compiled.validate(JsonMapper.builder().build().writeValueAsString(typed), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
