package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckMistakesTest {
    @Test
    void refusesACheckOfNothing() {
        assertThat(complaints("title: b"))
                .containsExactly(
                        "plan.yaml:5:9: What to look at is missing in step \"check-1\"; expected at least one of"
                                + " http, database, files, disk, logs, probes. Add one, such as \"http: [{get: /}]\".");
    }

    @Test
    void refusesLogsThatItDoesNotUnderstand() {
        assertThat(complaints("logs: [{source: api, matching: \"(\", count: none, since: noon}, {matching: a}]"))
                .containsExactly(
                        "plan.yaml:6:40: \"matching\" of item 1 of \"logs\" of step \"check-1\" is \"(\"; expected a"
                                + " regular expression (Unclosed group).",
                        "plan.yaml:6:65: \"since\" of item 1 of \"logs\" of step \"check-1\" is \"noon\"; expected one"
                                + " of start.",
                        "plan.yaml:6:72: \"source\" is missing in item 2 of \"logs\" of step \"check-1\"; expected the"
                                + " name of a log of the environment. Add \"source: ...\".",
                        "plan.yaml:6:72: \"count\" is missing in item 2 of \"logs\" of step \"check-1\"; expected how"
                                + " many, such as \"at least 1\", \"more than 0\", \"exactly 5\" or \"none\". Add"
                                + " \"count: ...\".");
    }

    @Test
    void refusesToRepeatLogsAfterARollback() {
        assertThat(complaints("smoke: yes\nlogs: [{source: api, matching: a, count: none}]"))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint).contains("cannot be repeated after a rollback"));
    }

    @Test
    void refusesARequestWithoutAMethodOrWithTwo() {
        assertThat(complaints("http: [{status: 200}, {get: /, head: /}]"))
                .containsExactly(
                        "plan.yaml:6:16: The request of item 1 of \"http\" of step \"check-1\" has no method; expected"
                                + " one of get, head. Add \"get: /path\".",
                        "plan.yaml:6:31: The request of item 2 of \"http\" of step \"check-1\" has both get and head;"
                                + " expected one of get, head. Make a request of each.");
    }

    @Test
    void refusesAPathWithoutASlash() {
        assertThat(complaints("http: [{get: api}]"))
                .containsExactly(
                        "plan.yaml:6:22: \"get\" of item 1 of \"http\" of step \"check-1\" is \"api\"; expected a"
                                + " path that begins with a slash.");
    }

    @Test
    void refusesAnUnknownKeyOfARequest() {
        assertThat(complaints("http: [{get: /, statsu: 200}]"))
                .containsExactly(
                        "plan.yaml:6:25: Key \"statsu\" is not known in item 1 of \"http\" of step \"check-1\";"
                                + " expected one of get, head, via, with, status, json, faster. Did you mean \"status\"?");
    }

    @Test
    void refusesPlaceholdersAndQueriesThatDoNotBelongTogether() {
        assertThat(complaints("http: [{get: \"/{id}\", with: {slug: {sql: select 1}}}]"))
                .containsExactly(
                        "plan.yaml:6:16: \"with\" is missing in item 1 of \"http\" of step \"check-1\"; expected a query"
                                + " for {id}, such as {id: {sql: select ...}}. Add \"with: ...\".",
                        "plan.yaml:6:38: Key \"slug\" is not known in \"with\" of item 1 of \"http\" of step \"check-1\";"
                                + " expected one of id. Remove it.");
    }

    @Test
    void refusesAPlaceInJsonThatIsNoJsonPath() {
        assertThat(complaints("http: [{get: /, json: {count: 5}}]"))
                .containsExactly("plan.yaml:6:39: \"count\" in \"json\" of item 1 of \"http\" of step \"check-1\" is no"
                        + " JSONPath; expected one that begins with $. Write \"$.count\".");
    }

    @Test
    void refusesALengthThatIsNoCount() {
        assertThat(complaints("http: [{get: /, json: {\"$.items\": {length: under 80%}, \"$.x\": {size: 1}}}]"))
                .containsExactly(
                        "plan.yaml:6:52: \"length\" of \"$.items\" of \"json\" of item 1 of \"http\" of step \"check-1\""
                                + " is \"under 80%\"; expected how many, such as \"at least 1\", \"more than 0\","
                                + " \"exactly 5\" or \"none\".",
                        "plan.yaml:6:71: \"length\" is missing in \"$.x\" of \"json\" of item 1 of \"http\" of step"
                                + " \"check-1\"; expected how long the list or text must be. Add \"length: ...\".",
                        "plan.yaml:6:72: Key \"size\" is not known in \"$.x\" of \"json\" of item 1 of \"http\" of step"
                                + " \"check-1\"; expected one of length. Remove it.");
    }

    @Test
    void refusesSqlThatIsNoQuery() {
        assertThat(complaints("database: {rows: [{sql: delete from books, expect: 1}]}"))
                .containsExactly("plan.yaml:6:33: \"sql\" of item 1 of \"rows\" of \"database\" of step \"check-1\" is"
                        + " \"delete from books\"; expected a query that begins with select or with.");
    }

    @Test
    void refusesMigrationsThatItDoesNotUnderstand() {
        assertThat(complaints("database: {migrations: {pending: some}}"))
                .containsExactly("plan.yaml:6:42: \"pending\" of \"migrations\" of \"database\" of step \"check-1\" is"
                        + " \"some\"; expected one of none. Did you mean \"none\"?");
    }

    @Test
    void refusesMigrationsOfApplicationsThatItDoesNotUnderstand() {
        assertThat(complaints("database: {migrations: {shop: none pending, stock: 0007, users: {aplied: 1}}}"))
                .containsExactly(
                        "plan.yaml:6:60: \"stock\" of \"migrations\" of \"database\" of step \"check-1\" is \"0007\";"
                                + " expected \"none pending\" or {applied: a version, pending: none}.",
                        "plan.yaml:6:74: Key \"aplied\" is not known in \"users\" of \"migrations\" of \"database\" of"
                                + " step \"check-1\"; expected one of applied, pending. Did you mean \"applied\"?");
    }

    @Test
    void refusesRowsOfATableAndOfAQueryAtOnce() {
        assertThat(complaints("database: {rows: [{table: a, expect: 1}, {sql: select 1, count: 1}]}"))
                .containsExactly(
                        "plan.yaml:6:46: \"expect\" of item 1 of \"rows\" of \"database\" of step \"check-1\" stands"
                                + " beside \"table\"; expected \"sql\" with \"expect\", or \"table\" with \"count\"."
                                + " Make an item of each.",
                        "plan.yaml:6:73: \"count\" of item 2 of \"rows\" of \"database\" of step \"check-1\" stands"
                                + " beside \"sql\"; expected \"sql\" with \"expect\", or \"table\" with \"count\"."
                                + " Make an item of each.");
    }

    @Test
    void refusesQueriesThatItDoesNotUnderstand() {
        assertThat(complaints("database: {queries: [{sql: drop table a, faster: 130%, whenRowsAtLeast: some},"
                        + " {sql: select 1, faster: yes}]}"))
                .containsExactly(
                        "plan.yaml:6:36: \"sql\" of item 1 of \"queries\" of \"database\" of step \"check-1\" is"
                                + " \"drop table a\"; expected a query that begins with select or with.",
                        "plan.yaml:6:58: \"faster\" of item 1 of \"queries\" of \"database\" of step \"check-1\" is"
                                + " \"130%\"; expected a share from 1% to 99%, or a duration such as 500ms.",
                        "plan.yaml:6:81: \"whenRowsAtLeast\" of item 1 of \"queries\" of \"database\" of step"
                                + " \"check-1\" is \"some\"; expected a whole number.",
                        "plan.yaml:6:112: \"faster\" of item 2 of \"queries\" of \"database\" of step \"check-1\" is"
                                + " \"yes\"; expected a duration such as 500ms, 10s, 15m, 24h or 7d.");
    }

    @Test
    void refusesMeasuresAndSamplesThatItDoesNotUnderstand() {
        assertThat(complaints("database: {lag: 10s, sizes: {a: many}, unusedIndexes: few, samples: [{sql: select 1,"
                        + " rows: 100}]}"))
                .containsExactly(
                        "plan.yaml:6:25: \"lag\" of \"database\" of step \"check-1\" is \"10s\"; expected a time or a"
                                + " size, such as \"under 10s\" or \"under 1GB\". Did you mean \"under 10s\"?",
                        "plan.yaml:6:41: \"a\" of \"sizes\" of \"database\" of step \"check-1\" is \"many\"; expected a"
                                + " size, such as \"under 10GB\".",
                        "plan.yaml:6:63: \"unusedIndexes\" of \"database\" of step \"check-1\" is \"few\"; expected how"
                                + " many, such as \"at least 1\", \"more than 0\", \"exactly 5\" or \"none\".",
                        "plan.yaml:6:100: \"rows\" of item 1 of \"samples\" of \"database\" of step \"check-1\" is"
                                + " \"100\"; expected a whole number from 1 to 20.");
    }

    @Test
    void refusesToRepeatAComparisonWithBeforeAfterARollback() {
        assertThat(complaints("smoke: yes\ndatabase: {queries: [{sql: select 1, faster: 30%}]}"))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint).contains("cannot be repeated after a rollback"));
        assertThat(complaints("smoke: yes\nhttp: [{get: /, faster: 30%}]"))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint).contains("cannot be repeated after a rollback"));
        assertThat(complaints("smoke: yes\nhttp: [{get: /, faster: 30ms}]\n"
                        + "database: {queries: [{sql: select 1, faster: 30ms}]}"))
                .isEmpty();
    }

    @Test
    void refusesColumnsTablesAndIndexesThatItDoesNotUnderstand() {
        assertThat(complaints("database:\n  columns: {books.isbn: gone, books.price: {nullabel: no}}\n  tables: {books:"
                        + " {indexes: many}}\n  indexes: {books: {idx: yes}}"))
                .containsExactly(
                        "plan.yaml:7:33: \"books.isbn\" of \"columns\" of \"database\" of step \"check-1\" is \"gone\";"
                                + " expected present or absent, or keys and values.",
                        "plan.yaml:7:53: Key \"nullabel\" is not known in \"books.price\" of \"columns\" of \"database\""
                                + " of step \"check-1\"; expected one of type, nullable, default. Did you mean"
                                + " \"nullable\"?",
                        "plan.yaml:8:37: \"indexes\" of \"books\" of \"tables\" of \"database\" of step \"check-1\" is"
                                + " \"many\"; expected a whole number.",
                        "plan.yaml:9:34: \"idx\" of \"books\" of \"indexes\" of \"database\" of step \"check-1\" is"
                                + " \"yes\"; expected present, absent, a list of columns, or keys and values.");
    }

    @Test
    void refusesConnectionsAndTransactionsThatItDoesNotUnderstand() {
        assertThat(complaints("database: {connections: 80%, longTransactions: none}"))
                .containsExactly(
                        "plan.yaml:6:33: \"connections\" of \"database\" of step \"check-1\" is \"80%\"; expected a share"
                                + " or a number, such as \"under 80%\" or \"under 50\". Did you mean \"under 80%\"?",
                        "plan.yaml:6:56: \"longTransactions\" of \"database\" of step \"check-1\" is \"none\"; expected"
                                + " \"none over\" and a duration, such as \"none over 1m\".");
    }

    @Test
    void refusesFilesOutsideTheRelease() {
        assertThat(complaints("files: [{path: ../secrets/*}, {count: 1}]"))
                .containsExactly(
                        "plan.yaml:6:24: \"path\" of item 1 of \"files\" of step \"check-1\" is \"../secrets/*\";"
                                + " expected a path without \"..\".",
                        "plan.yaml:6:39: \"path\" is missing in item 2 of \"files\" of step \"check-1\"; expected a path"
                                + " or a glob. Add \"path: ...\".");
    }

    @Test
    void refusesSpaceInPlacesThatItDoesNotKnow() {
        assertThat(complaints("disk: {root: at least 1GB}"))
                .containsExactly(
                        "plan.yaml:6:16: Key \"root\" is not known in \"disk\" of step \"check-1\"; expected one"
                                + " of backups, database. Remove it.");
    }

    private static List<String> complaints(String keys) {
        return PlanTexts.complaints("check: a\n" + keys);
    }
}
