package dev.belay.stack.demo;

import dev.belay.examples.production.observation.DatabaseState;
import dev.belay.examples.production.observation.TableContent;
import dev.belay.examples.shop.ShopVersion;
import dev.belay.examples.shop.observation.Maintenance;
import dev.belay.stack.showing.Findings;
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
        live(findings, "v2.0.0 is live, and the maintenance page is off");
        findings.judge(
                rowProblems(),
                "All %s rows are as before, by a digest of each of %d tables"
                        .formatted(number(after.rows()), database().tables().size()));
        findings.judge(
                wrongChannels == 0,
                "The new column is right for all %s orders".formatted(number(orders())),
                "%s orders have a channel that does not follow from their customer".formatted(number(wrongChannels)));
        findings.judge(schemaProblems(), "The schema has gained a column, an index and a constraint, and nothing else");
        findings.judge(migrationProblems(), "Flyway's history has gained migration " + named(newest()));
        answers(findings, "Customers get status 200 at all %d addresses");
        return findings;
    }

    /** After a release that was taken back: everything is as if it had never been. */
    Findings unchanged() {
        Findings findings = new Findings();
        live(findings, "v2.0.0 is live again, and the maintenance page is off");
        findings.judge(
                database().rowsDigest().equals(beforeDatabase().rowsDigest()),
                "All %s rows are as before, digest %s"
                        .formatted(number(after.rows()), brief(database().rowsDigest())),
                "The digest of all rows is %s, was %s"
                        .formatted(
                                brief(database().rowsDigest()),
                                brief(beforeDatabase().rowsDigest())));
        findings.judge(
                database().schemaDigest().equals(beforeDatabase().schemaDigest()),
                "The schema is as before, digest %s".formatted(brief(database().schemaDigest())),
                "The digest of the schema is %s, was %s"
                        .formatted(
                                brief(database().schemaDigest()),
                                brief(beforeDatabase().schemaDigest())));
        answers(findings, "Customers get status 200 at all %d addresses, and the answers of before");
        findings.judge(after.observation().differencesFrom(before.observation()), "Nothing else differs either");
        return findings;
    }

    private void live(Findings findings, String sentence) {
        List<String> wrong = new ArrayList<>();
        if (!after.version().equals(ShopVersion.V2.tag())) {
            wrong.add("%s is live, expected %s".formatted(after.version(), ShopVersion.V2.tag()));
        }
        if (after.observation().maintenance() != Maintenance.OFF) {
            wrong.add("The maintenance page is still on");
        }
        findings.judge(wrong, sentence);
    }

    private void answers(Findings findings, String sentence) {
        List<String> wrong = new ArrayList<>();
        after.observation().answers().forEach((path, answer) -> {
            if (!answer.status().equals("200")) {
                wrong.add("GET %s answers %s, expected 200".formatted(path, answer.status()));
            }
        });
        findings.judge(wrong, sentence.formatted(after.observation().answers().size()));
    }

    private static String brief(String digest) {
        return digest.substring(0, 12);
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

    /** Number and name, without the checksum that follows. */
    private static String named(String migration) {
        return migration.replaceAll(" \\(.*", "").replaceFirst(" ", ", ");
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
