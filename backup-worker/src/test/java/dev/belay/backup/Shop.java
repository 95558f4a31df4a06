package dev.belay.backup;

import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.testing.Environments;
import java.nio.file.Path;
import java.util.Optional;

/** A database with a bit of everything that a backup must bring back. */
public final class Shop {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();
    private static int count;

    private final String database;
    private final String owner;

    private Shop(String database, String owner) {
        this.database = database;
        this.owner = owner;
    }

    public static synchronized Shop open(int orders) {
        count++;
        Shop shop = new Shop("shop_" + count, "shop_owner_" + count);
        POSTGRES.execute(
                "postgres",
                "create role " + shop.owner + " login password '" + POSTGRES.password() + "'",
                "create database " + shop.database + " owner " + shop.owner + " template template0 encoding 'UTF8'");
        POSTGRES.execute(
                shop.database,
                "set role " + shop.owner,
                "create schema \"Odd Schema\"",
                "create table \"Odd Schema\".\"Odd Table\" (id int primary key)",
                "insert into \"Odd Schema\".\"Odd Table\" values (1), (2), (3)",
                "create table customers (id bigserial primary key, name text not null unique)",
                "insert into customers (name) select 'customer ' || i from generate_series(1, 1000) i",
                "create table orders (id bigserial primary key, customer bigint not null references customers, total"
                        + " numeric(12,2) not null check (total >= 0), placed timestamptz not null default now(), note text)",
                "insert into orders (customer, total, note) select 1 + i % 1000, i % 977, md5(i::text) from"
                        + " generate_series(1, " + orders + ") i",
                "create index orders_customer on orders (customer)",
                "create table parts (id int, day date) partition by range (day)",
                "create table parts_old partition of parts for values from ('2020-01-01') to ('2021-01-01')",
                "insert into parts values (1, '2020-05-05')",
                "create view totals as select customer, sum(total) from orders group by 1",
                "select lo_from_bytea(0, 'an object')",
                "create sequence never_called",
                "create materialized view busiest as select customer, count(*) from orders group by 1",
                "create type colour as enum ('red', 'blue')",
                "create function touch() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger touched before update on customers for each row execute function touch()",
                "alter table customers enable row level security",
                "create policy everybody on customers using (true)",
                "create table numbered (id int generated always as identity, colour colour)");
        return shop;
    }

    public String database() {
        return database;
    }

    public String owner() {
        return owner;
    }

    public Login login() {
        return POSTGRES.login(database, owner);
    }

    /** The owner migrates, the superuser administers, test restores run on a server of the worker's own. */
    public Environment environment(Path backups) {
        return environment(backups, Optional.empty());
    }

    /** One login for everything, as on a managed server. */
    public Environment environmentOfOwner(Path backups) {
        return Environments.environment()
                .backups(backups, 3)
                .database(login())
                .localScratch()
                .build();
    }

    public Environment environment(Path backups, Optional<Login> scratch) {
        return environment(backups, Optional.empty(), scratch);
    }

    public Environment environment(Path backups, Optional<BackupEncryption> encryption, Optional<Login> scratch) {
        Environments builder = Environments.environment().backups(backups, 3).database(login());
        encryption.ifPresent(builder::encrypted);
        Environment built =
                scratch.map(builder::scratch).orElseGet(builder::localScratch).build();
        Environment.Parts parts = built.parts();
        return new Environment(
                built.name(),
                built.pool(),
                built.digest(),
                new Environment.Parts(
                        Optional.of(new DatabaseSettings(login(), POSTGRES.superuser(database), login())),
                        parts.scratch(),
                        parts.backups(),
                        parts.rollout(),
                        parts.migrations(),
                        parts.maintenance(),
                        parts.http(),
                        parts.observed()),
                built.tasks(),
                built.secrets());
    }

    public String text(String query) {
        return POSTGRES.text(database, query);
    }

    public void execute(String... statements) {
        POSTGRES.execute(database, statements);
    }

    /** Of everything that is in the tables. */
    public String fingerprint() {
        return text("select md5(string_agg(t, '|' order by t)) from (select o::text t from orders o union all select"
                + " c::text from customers c union all select p::text from parts p) all_rows");
    }
}
