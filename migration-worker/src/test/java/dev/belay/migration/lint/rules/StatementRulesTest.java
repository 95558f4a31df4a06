package dev.belay.migration.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of a statement tell. */
class StatementRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alter table a add column b bigint                                       |
                    alter table a add column b bigint default 5                             |
                    alter table a add b timestamptz not null default now()                  |
                    alter table a add column b uuid default gen_random_uuid()               | add-column-rewrites
                    alter table a add column b bigint generated always as (c * 2) stored    | add-column-rewrites
                    alter table a add column b bigserial                                    | add-column-rewrites,serial
                    alter table a add column b serial                                       | add-column-rewrites,serial,type-integer
                    alter table a add column b smallserial                                  | add-column-rewrites,serial,type-integer
                    alter table a add column b bigint not null                              | add-required-column
                    alter table a add column if not exists b bigint unique                  | add-unique
                    alter table a add b bigint primary key                                  | add-primary-key
                    alter table a add column b bigint references c                          | add-column-references
                    alter table a alter column b set not null                               | set-not-null
                    alter table a alter b drop not null                                     | drop-not-null
                    alter table a alter column b type bigint                                | change-type
                    alter table a alter column b set data type bigint using b::bigint       | change-type
                    alter table a alter column b set default 5                              |
                    alter table a rename column b to c                                      | rename-column
                    alter table a rename b to c                                             | rename-column
                    alter table a rename to b                                               | rename-table
                    alter table a rename constraint b to c                                  |
                    alter table a set schema b                                              | rename-table
                    alter schema a rename to b                                              | rename-schema
                    alter type a rename value 'b' to 'c'                                    | rename-enum-value
                    alter type a add value 'b'                                              | enum-order
                    alter type a add value 'b' after 'c'                                    |
                    alter type a add value 'b' before 'c'                                   |
                    alter table a drop column b                                             | drop-column
                    alter table if exists only a drop b, drop constraint c                  | drop-column
                    alter table a drop constraint b                                         |
                    drop table if exists a                                                  | drop-table
                    drop schema a cascade                                                   | drop-schema
                    drop database a                                                         | drop-database
                    truncate a, b cascade                                                   | truncate
                    alter table a add constraint c foreign key (b) references d             | add-foreign-key
                    alter table a add foreign key (b) references d                          | add-foreign-key
                    alter table a add check (b > 0)                                         | add-check
                    alter table a add unique (b)                                            | add-unique
                    alter table a add exclude using gist (b with &&)                        | add-exclusion
                    alter table a add constraint c foreign key (b) references d not valid   |
                    alter table a validate constraint c                                     |
                    alter table a add constraint c check (b > 0)                            | add-check
                    alter table a add constraint c check (b > 0) not valid                  |
                    alter table a add constraint c unique (b)                               | add-unique
                    alter table a add constraint c unique using index i                     |
                    alter table a add primary key (b)                                       | add-primary-key
                    alter table a add constraint c primary key using index i                |
                    alter table a add constraint c exclude using gist (b with &&)           | add-exclusion
                    create index i on a (b)                                                 | create-index
                    create unique index i on only s.a (b)                                   | create-index
                    create index concurrently i on a (b)                                    | concurrently-in-transaction
                    create index i on a (b, c, d, e)                                        | create-index,wide-index
                    drop index i                                                            | drop-index
                    reindex table a                                                         | reindex
                    alter table a detach partition b                                        | detach-partition
                    alter table a attach partition b for values from (1) to (2)             | attach-partition
                    cluster a using i                                                       | rewrite
                    vacuum full a                                                           | rewrite
                    vacuum (full, analyze) a                                                | rewrite
                    vacuum a                                                                |
                    alter table a set tablespace b                                          | rewrite
                    alter table a set logged                                                | rewrite
                    alter table a set unlogged                                              | rewrite
                    refresh materialized view a                                             | refresh-view
                    refresh materialized view concurrently a                                |
                    lock table a in access exclusive mode                                   | lock-table
                    update a set b = 1                                                      | change-all-rows
                    update only a set b = 1 where c = 2                                     | change-rows
                    delete from a                                                           | change-all-rows
                    alter domain a add constraint b check (value > 0)                       | domain-constraint
                    alter domain a add constraint b check (value > 0) not valid             |
                    alter domain a drop not null                                            |
                    create domain a as int check (value > 0)                                | create-domain
                    create domain a as int not null                                         | create-domain
                    create domain a as int                                                  |
                    set lock_timeout = 0                                                    | no-timeout
                    set local statement_timeout to '0'                                      | no-timeout
                    set lock_timeout = '5s'                                                 |
                    commit                                                                  | transaction-control
                    begin                                                                   | transaction-control
                    start transaction                                                       | transaction-control
                    rollback                                                                | transaction-control
                    abort                                                                   | transaction-control
                    end                                                                     | transaction-control
                    rollback to savepoint a                                                 |
                    create table a (id int primary key)                                     | small-key
                    create table a (id serial primary key)                                  | small-key,serial
                    create table a (b int generated always as identity)                     | small-key
                    create table a (id smallserial primary key)                             | small-key,serial
                    create unlogged table a (b int2)                                        | type-integer
                    create table a (b bigint, constraint int primary key (b), foreign key (b) references d)|
                    create table a (b varchar, c character varying)                         |
                    create table a (b character varying(5), c character(3))                 | type-varchar,type-char
                    create table a (b bpchar)                                               | type-char
                    create table a (id bigint primary key, b char(3), c varchar(5))         | type-char,type-varchar
                    create table a (b timestamp, c timestamptz, d json, e jsonb)            | type-timestamp,type-json
                    create table a (b timestamp with time zone, primary key (b))            |
                    alter table a add column b integer                                      | type-integer
                    alter table a add column b smallint references c                        | add-column-references,small-key
                    create table a (b int2, c text)                                         | type-integer
                    create table a (b bigint, c text, b text)                               | named-twice
                    create table a (b bigint, constraint b check (b > 0), check (b > 1))    |
                    update a set b = 1, c = (select max(b) from d), b = 2 where c = 3       | change-rows,named-twice
                    update a set b = 1, c = 2 from d where a.b = d.b                        | change-rows
                    insert into a (b, c, b) values (1, 2, 3)                                | named-twice
                    insert into a values (1, 2)                                             |
                    create unlogged table a (b bigint, b text)                              | named-twice
                    create table a (unique (b), unique (c), check (b > 0), check (c > 0), like d, like e)|
                    create table a (exclude (b with =), exclude (c with =), constraint f check (b > 0), constraint g check (c > 0))|
                    create table a (foreign key (b) references c, foreign key (d) references c, primary key (b), primary key (d))|
                    update a set b = 1 from c, b where a.b = c.b                            | change-rows
                    update a set b = 1 returning c, b                                       | change-all-rows
                    repack a using index b                                                  | rewrite
                    repack (concurrently) a                                                 | concurrently-in-transaction
                    reset lock_timeout                                                      | no-timeout
                    reset statement_timeout                                                 | no-timeout
                    reset all                                                               | no-timeout
                    reset search_path                                                       |
                    set session lock_timeout to default                                     | no-timeout
                    set local lock_timeout = 0                                              | no-timeout
                    set search_path = 0                                                     |
                    discard all                                                             | no-timeout
                    alter materialized view a rename to b                                   | rename-table
                    alter view if exists a rename to b                                      | rename-table
                    alter table a set access method heap                                    | rewrite
                    drop index concurrently i                                               | concurrently-in-transaction
                    alter table a detach partition b concurrently                           | concurrently-in-transaction
                    alter type a add value if not exists 'b'                                | enum-order
                    reindex schema a                                                        | reindex
                    reindex table concurrently a                                            | concurrently-in-transaction
                    select 'drop table a' -- drop table b                                   |
                    """)
    void findsRules(String sql, String expected) {
        assertThat(words(sql, true))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : Arrays.asList(expected.split(",")));
    }

    @Test
    void outsideOfATransactionMuchMayBe() {
        assertThat(words("create index concurrently i on a (b)", false)).isEmpty();
        assertThat(words("begin", false)).isEmpty();
    }

    @Test
    void seesNamesThatTheServerWouldCut() {
        assertThat(words("create index concurrently " + "i".repeat(64) + " on a (b)", false))
                .contains("long-name");
        assertThat(words("select '" + "i".repeat(64) + "'", true)).isEmpty();
    }

    /** Such names are not what the rule is about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index i on only shop (b)",
                "truncate table only shop",
                "truncate shop",
                "update only shop set b = 1",
                "delete from only shop",
                "lock table only shop",
                "reindex table shop",
                "cluster shop",
                "refresh materialized view shop",
                "alter table if exists only shop rename to c",
                "alter table shop add check (b > 0)",
                "drop table if exists shop",
            })
    void knowsWhichTableIsMeant(String sql) {
        assertThat(StatementRules.of(sql, true)).extracting(Hit::table).contains(new TableName("", "shop"));
    }

    @Test
    void measuresNamesAndIndexesToTheLast() {
        assertThat(words("create index concurrently " + "i".repeat(63) + " on a (b, c, d)", false))
                .isEmpty();
    }

    @Test
    void knowsTheTable() {
        assertThat(StatementRules.of("ALTER TABLE \"Shop\".\"Order\" ADD CONSTRAINT c CHECK (a > 0)", true))
                .containsExactly(new Hit(Rule.ADD_CHECK, new TableName("Shop", "Order")));
    }

    @Test
    void everyRuleSaysWhatTheDangerIsAndWhatIsSafe() {
        assertThat(Rule.values())
                .allSatisfy(rule -> assertThat(rule.sentences()).matches("[A-Z].*, since .*\\. Instead: .*\\."))
                .allSatisfy(rule -> assertThat(Rule.of(rule.word())).contains(rule));
    }

    @Test
    void everyRuleIsDescribed() throws IOException {
        String description = Files.readString(Path.of("..", "docs", "plan-language.md"));

        assertThat(Rule.words()).allSatisfy(word -> assertThat(description).contains("`" + word + "`"));
    }

    private static List<String> words(String sql, boolean transactional) {
        return StatementRules.of(sql, transactional).stream()
                .map(hit -> hit.rule().word())
                .distinct()
                .toList();
    }
}
