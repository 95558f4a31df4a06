package dev.belay.examples.shop.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.examples.production.observation.Answer;
import dev.belay.examples.production.observation.DatabaseState;
import dev.belay.examples.production.observation.TableContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private final Observation before = new Observation(
            "v1.0.0",
            Maintenance.OFF,
            new DatabaseState(
                    new TreeMap<>(
                            Map.of("orders", new TableContent(2, "aaaa"), "products", new TableContent(1, "bbbb"))),
                    List.of("column orders.id bigint not null"),
                    List.of("1 shop (17)")),
            new TreeMap<>(Map.of("/api/health", new Answer("200", "cccc"), "/api/orders", new Answer("200", "dddd"))));

    @Test
    void findsNothingWhereNothingChanged() {
        assertThat(before.differencesFrom(before)).isEmpty();
    }

    @Test
    void tellsEachDifferenceInASentence() {
        Observation after = new Observation(
                "v2.0.0",
                Maintenance.ON,
                new DatabaseState(
                        new TreeMap<>(
                                Map.of("orders", new TableContent(3, "eeee"), "products", new TableContent(1, "ffff"))),
                        List.of("column orders.id integer not null"),
                        List.of("1 shop (17)", "2 channel (18)")),
                new TreeMap<>(
                        Map.of("/api/health", new Answer("503", "gggg"), "/api/orders", new Answer("200", "hhhh"))));

        assertThat(after.differencesFrom(before))
                .containsExactly(
                        "live version: v2.0.0, was v1.0.0",
                        "maintenance: ON, was OFF",
                        "migrations: new is 2 channel (18)",
                        "schema: gone is column orders.id bigint not null",
                        "schema: new is column orders.id integer not null",
                        "table orders: 3 rows, were 2",
                        "table products: 1 rows as before, but with other content",
                        "GET /api/health: answers 503, was 200",
                        "GET /api/orders: answers 200 as before, but another body");
        assertThat(after.database().schemaDigest())
                .isNotEqualTo(before.database().schemaDigest());
    }
}
