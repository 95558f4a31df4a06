package dev.belay.migration.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What statements of one migration tell together. */
class MigrationRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    begin; create table a (); commit                                                        |
                    begin; create table a ()                                                                | unpaired-transaction
                    begin; begin; commit                                                                    | unpaired-transaction
                    create table if not exists a (); commit                                                 | unpaired-transaction
                    begin; rollback to savepoint b; commit                                                  |
                    begin; create table a (); abort                                                         |
                    begin; create table a (); rollback                                                      |
                    begin; create table a (); end                                                           |
                    rollback                                                                                | unpaired-transaction
                    begin; rollback to savepoint b                                                          | unpaired-transaction
                    begin; rollback prepared 'b'; commit                                                    |
                    begin; refresh materialized view concurrently a; commit                                 |
                    begin; alter table only a add check (b > 0) not valid; alter table a validate constraint c; commit| validate-at-once
                    start transaction; create index concurrently i on a (b); end                            | concurrently-in-transaction
                    begin; alter table a add check (b > 0) not valid; alter table a validate constraint c; commit | validate-at-once
                    begin; alter table a add check (b > 0) not valid; commit; begin; alter table a validate constraint c; commit |
                    create index concurrently i on a (b)                                                    | not-repeatable
                    create index concurrently if not exists i on a (b)                                      | not-repeatable
                    drop index concurrently if exists i; create index concurrently i on a (b)               |
                    create table a ()                                                                       |
                    create table a (); create table if not exists b ()                                      | not-repeatable
                    create index i on a (b)                                                                 |
                    create index i on a (b); select 1                                                       | not-repeatable
                    create index if not exists i on a (b); select 1                                         |
                    create unique index i on a (b); select 1                                                | not-repeatable
                    create unique index concurrently i on a (b)                                             | not-repeatable
                    create index on only a (b); select 1                                                    | not-repeatable
                    drop index if exists i; create unique index i on a (b)                                  |
                    drop index if exists i, j; create index j on only a (b)                                 |
                    create sequence a; select 1                                                             | not-repeatable
                    create schema a; select 1                                                               | not-repeatable
                    create view a as select 1; select 1                                                     | not-repeatable
                    create materialized view a as select 1; select 1                                        | not-repeatable
                    create materialized view if not exists a as select 1; select 1                          |
                    create extension a; select 1                                                            | not-repeatable
                    create function a() returns int language sql as $$select 1$$ ; select 1                 | not-repeatable
                    create procedure a() language sql as $$select 1$$ ; select 1                            | not-repeatable
                    create temporary table a (); select 1                                                   | not-repeatable
                    create temp table a (); select 1                                                        | not-repeatable
                    create unlogged table a (); select 1                                                    | not-repeatable
                    create domain a as int; select 1                                                        | not-repeatable
                    create trigger a before insert on b execute function c(); select 1                      | not-repeatable
                    create policy a on b; select 1                                                          | not-repeatable
                    create role a; select 1                                                                 | not-repeatable
                    create user a; select 1                                                                 | not-repeatable
                    create database a; select 1                                                             | not-repeatable
                    create aggregate a (int) (sfunc = b, stype = int); select 1                             | not-repeatable
                    create cast (a as b) without function; select 1                                         | not-repeatable
                    create operator === (leftarg = int, function = b); select 1                             | not-repeatable
                    create statistics a on b, c from d; select 1                                            |
                    create type a as enum ('b'); select 1                                                   | not-repeatable
                    create or replace view a as select 1; select 1                                          |
                    create or replace function a() returns int language sql as 'select 1'; select 1         |
                    drop table a; select 1                                                                  | not-repeatable
                    drop table if exists a; select 1                                                        |
                    alter table a add column b bigint; select 1                                             | not-repeatable
                    alter table a add column if not exists b bigint; select 1                               |
                    alter table a drop column b; select 1                                                   | not-repeatable
                    alter table only a drop column b; select 1                                              | not-repeatable
                    alter table only a drop column if exists b; select 1                                    |
                    alter table a drop constraint c; select 1                                               | not-repeatable
                    alter table a drop constraint if exists c; alter table a add constraint c check (b > 0) not valid |
                    alter table a drop constraint if exists c, add constraint c check (b > 0) not valid; select 1 |
                    alter table a add constraint c check (b > 0) not valid; select 1                        | not-repeatable
                    alter table a rename to b; select 1                                                     | not-repeatable
                    alter table a validate constraint c; select 1                                           |
                    """)
    void findsRulesOutsideOfATransaction(String sql, String expected) {
        assertThat(words(sql, false))
                .containsExactlyElementsOf(expected == null ? List.of() : Arrays.asList(expected.split(",")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create table a (); drop table b                                                         |
                    alter table a add check (b > 0) not valid; alter table a validate constraint c          | validate-at-once
                    alter table a add check (b > 0) not valid; alter table b validate constraint c          |
                    """)
    void findsRulesWithinATransaction(String sql, String expected) {
        assertThat(words(sql, true))
                .containsExactlyElementsOf(expected == null ? List.of() : Arrays.asList(expected.split(",")));
    }

    private static List<String> words(String sql, boolean transactional) {
        String[] statements = sql.split(";");
        MigrationRules rules = new MigrationRules(transactional, statements.length);
        List<Hit> hits = new ArrayList<>();
        for (String statement : statements) {
            hits.addAll(rules.next(statement.strip()));
        }
        hits.addAll(rules.end());
        return hits.stream().map(hit -> hit.rule().word()).distinct().toList();
    }
}
