package dev.belay.stack.demo;

import dev.belay.examples.shop.ShopVersion;
import dev.belay.examples.shop.observation.DatabaseState;
import dev.belay.examples.shop.observation.Maintenance;
import dev.belay.examples.shop.observation.TableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares what was seen of the shop before and after a release. */
record Comparison(Seen before, Seen after) {
    private static final Set<String> SCHEMA_OF_V2 = Set.of(
            "CREATE INDEX orders_channel_placed_at ON public.orders USING btree (channel, placed_at DESC)",
            "column orders.channel text not null default 'web'::text",
            "constraint orders_channel_known on orders CHECK ((channel = ANY (ARRAY['web'::text, 'telephone'::text, 'marketplace'::text])))");

    /** After v2.0.0: what it brings is there, and nothing else has changed. */
    Findings broughtV2(long wrongChannels) {
        Findings findings = new Findings();
        live(findings, ShopVersion.V2);
        findings.judge(
                rowProblems(),
                "Every row is as before: %s in %d tables, by digest"
                        .formatted(number(after.rows()), database().tables().size()));
        findings.judge(
                wrongChannels == 0,
                "The migration filled the new column of all %s orders rightly".formatted(number(orders())),
                "%s orders have a channel that does not follow from their customer".formatted(number(wrongChannels)));
        findings.judge(
                schemaProblems(), "The schema has one column, one index and one constraint more, and no other change");
        findings.judge(migrationProblems(), "Flyway's history has migration 2 more: " + newest());
        answers(findings);
        return findings;
    }

    /** After a release that was taken back: everything is as if it had never been. */
    Findings unchanged() {
        Findings findings = new Findings();
        List<String> differences = after.observation().differencesFrom(before.observation());
        live(findings, ShopVersion.V2);
        findings.judge(
                differences,
                "Nothing differs from before: %s rows, %d lines of schema, %d migrations, %d answers"
                        .formatted(
                                number(after.rows()),
                                database().schema().size(),
                                database().migrations().size(),
                                after.observation().answers().size()));
        findings.judge(
                database().rowsDigest().equals(beforeDatabase().rowsDigest()),
                "Digest of all rows     %s, as before"
                        .formatted(database().rowsDigest().substring(0, 16)),
                "The digest of all rows is another one");
        findings.judge(
                database().schemaDigest().equals(beforeDatabase().schemaDigest()),
                "Digest of the schema   %s, as before"
                        .formatted(database().schemaDigest().substring(0, 16)),
                "The digest of the schema is another one");
        answers(findings);
        return findings;
    }

    private void live(Findings findings, ShopVersion version) {
        findings.judge(
                after.version().equals(version.tag()),
                version.tag() + " is live",
                "%s is live, expected %s".formatted(after.version(), version.tag()));
        findings.judge(
                after.observation().maintenance() == Maintenance.OFF,
                "The maintenance page is off",
                "The maintenance page is still on");
    }

    private void answers(Findings findings) {
        List<String> wrong = new ArrayList<>();
        after.observation().answers().forEach((path, answer) -> {
            if (!answer.status().equals("200")) {
                wrong.add("GET %s answers %s, expected 200".formatted(path, answer.status()));
            }
        });
        findings.judge(
                wrong,
                "Customers are served: %s answer 200"
                        .formatted(
                                String.join(", ", after.observation().answers().keySet())));
    }

    /** The table that the release changes is compared by the columns that it had. */
    private List<String> rowProblems() {
        List<String> wrong = new ArrayList<>();
        beforeDatabase().tables().forEach((table, content) -> {
            TableContent now = database().tables().getOrDefault(table, new TableContent(0, ""));
            if (now.rows() != content.rows()) {
                wrong.add("Table %s has %s rows, had %s".formatted(table, number(now.rows()), number(content.rows())));
            } else if (!table.equals("orders") && !now.equals(content)) {
                wrong.add("Table %s has other rows than before".formatted(table));
            }
        });
        if (!after.orders().equals(before.orders())) {
            wrong.add("Table orders has other values in the columns that it had before");
        }
        return wrong;
    }

    private List<String> schemaProblems() {
        List<String> wrong = new ArrayList<>();
        Set<String> come = new TreeSet<>(database().schema());
        beforeDatabase().schema().forEach(come::remove);
        Set<String> gone = new TreeSet<>(beforeDatabase().schema());
        database().schema().forEach(gone::remove);
        gone.forEach(line -> wrong.add("Gone from the schema: " + line));
        come.stream()
                .filter(line -> !SCHEMA_OF_V2.contains(line))
                .forEach(line -> wrong.add("Not expected in the schema: " + line));
        SCHEMA_OF_V2.stream()
                .filter(line -> !come.contains(line))
                .sorted()
                .forEach(line -> wrong.add("Missing in the schema: " + line));
        return wrong;
    }

    private List<String> migrationProblems() {
        List<String> earlier = beforeDatabase().migrations();
        List<String> now = database().migrations();
        boolean right = now.size() == earlier.size() + 1
                && now.subList(0, earlier.size()).equals(earlier)
                && newest().startsWith("2 ");
        return right
                ? List.of()
                : List.of("The migrations are %s, were %s; expected number 2 more".formatted(now, earlier));
    }

    private String newest() {
        List<String> migrations = database().migrations();
        return migrations.isEmpty() ? "none" : migrations.get(migrations.size() - 1);
    }

    private long orders() {
        return database()
                .tables()
                .getOrDefault("orders", new TableContent(0, ""))
                .rows();
    }

    private DatabaseState database() {
        return after.observation().database();
    }

    private DatabaseState beforeDatabase() {
        return before.observation().database();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
