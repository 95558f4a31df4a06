package dev.belay.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.examples.production.observation.Answer;
import dev.belay.examples.production.observation.DatabaseState;
import dev.belay.examples.production.observation.TableContent;
import dev.belay.examples.shop.observation.Maintenance;
import dev.belay.examples.shop.observation.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String DIGEST = "0123456789abcdef";
    private static final List<String> SCHEMA_OF_V1 = List.of("column orders.id bigint not null");
    private static final List<String> SCHEMA_OF_V2 = List.of(
            "CREATE INDEX orders_channel_placed_at ON public.orders USING btree (channel, placed_at DESC)",
            "column orders.channel text not null default 'web'::text",
            "column orders.id bigint not null",
            "constraint orders_channel_known on orders CHECK ((channel = ANY (ARRAY['web'::text, 'telephone'::text, 'marketplace'::text])))");
    private static final Seen V1 = seen(
            "v1.0.0",
            Maintenance.OFF,
            Map.of("orders", "a", "products", "p"),
            SCHEMA_OF_V1,
            List.of("1 shop (1)"),
            "200");
    private static final Seen V2 = seen(
            "v2.0.0",
            Maintenance.OFF,
            Map.of("orders", "b", "products", "p"),
            SCHEMA_OF_V2,
            List.of("1 shop (1)", "2 order channel (2)"),
            "200");

    @Test
    void isContentWithWhatV2Brings() {
        assertThat(new Comparison(V1, V2).broughtV2(0).good()).isTrue();
    }

    @Test
    void noticesAChangedRowInATableThatTheReleaseDoesNotTouch() {
        Seen after = with(V2, Map.of("orders", "b", "products", "other"));

        assertThat(new Comparison(V1, after).broughtV2(0).wrong()).isEqualTo(1);
    }

    @Test
    void noticesAChangedOrder() {
        Seen after = new Seen(V2.observation(), new OrderColumns(10, "other"));

        assertThat(new Comparison(V1, after).broughtV2(0).wrong()).isEqualTo(1);
    }

    @Test
    void noticesWhatIsMissingInTheSchemaAndWhatIsTooMuch() {
        List<String> schema = new ArrayList<>(SCHEMA_OF_V2);
        schema.remove(0);
        schema.add("column orders.rest text");

        assertThat(new Comparison(V1, withSchema(V2, schema)).broughtV2(0).wrong())
                .isEqualTo(2);
    }

    @Test
    void noticesTheMaintenancePageAndWrongAnswers() {
        Seen after = seen(
                "v2.0.0",
                Maintenance.ON,
                Map.of("orders", "b", "products", "p"),
                SCHEMA_OF_V2,
                List.of("1 shop (1)", "2 order channel (2)"),
                "503");

        assertThat(new Comparison(V1, after).broughtV2(0).wrong()).isEqualTo(2);
    }

    @Test
    void noticesOrdersWhoseNewColumnIsWrong() {
        assertThat(new Comparison(V1, V2).broughtV2(3).wrong()).isEqualTo(1);
    }

    @Test
    void isContentWithARollbackOnlyWhereNothingDiffers() {
        assertThat(new Comparison(V2, V2).unchanged().good()).isTrue();
        assertThat(new Comparison(V2, with(V2, Map.of("orders", "c", "products", "p")))
                        .unchanged()
                        .good())
                .isFalse();
        assertThat(new Comparison(V2, withSchema(V2, SCHEMA_OF_V1)).unchanged().good())
                .isFalse();
        assertThat(new Comparison(V2, V1).unchanged().good()).isFalse();
    }

    private static Seen with(Seen seen, Map<String, String> tables) {
        Observation observation = seen.observation();
        return seen(
                observation.version(),
                observation.maintenance(),
                tables,
                observation.database().schema(),
                observation.database().migrations(),
                "200");
    }

    private static Seen withSchema(Seen seen, List<String> schema) {
        Observation observation = seen.observation();
        return seen(
                observation.version(),
                observation.maintenance(),
                Map.of("orders", "b", "products", "p"),
                schema,
                observation.database().migrations(),
                "200");
    }

    private static Seen seen(
            String version,
            Maintenance maintenance,
            Map<String, String> tables,
            List<String> schema,
            List<String> migrations,
            String status) {
        TreeMap<String, TableContent> contents = new TreeMap<>();
        tables.forEach((table, digest) -> contents.put(table, new TableContent(10, digest)));
        TreeMap<String, Answer> answers = new TreeMap<>(Map.of("/api/health", new Answer(status, DIGEST)));
        return new Seen(
                new Observation(version, maintenance, new DatabaseState(contents, schema, migrations), answers),
                new OrderColumns(10, DIGEST));
    }
}
