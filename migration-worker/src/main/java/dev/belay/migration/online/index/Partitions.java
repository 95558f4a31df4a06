package dev.belay.migration.online.index;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.catalogue.Index;
import dev.belay.migration.online.catalogue.Indexes;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indexes of a partitioned table: one on each partition, built concurrently, then brought together under one name. */
final class Partitions {
    private final Site site;
    private final Table table;

    Partitions(Site site, Table table) {
        this.site = site;
        this.table = table;
    }

    /** A partition, with its names in the catalogue. */
    private record Partition(long oid, String schema, String relation) {
        String quoted() {
            return Names.quoted(schema) + "." + Names.quoted(relation);
        }
    }

    static void requireOneLevel(Connection connection, String what, Table table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select c.relname, c.relkind from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = ? and c.relkind <> 'r' limit 1")) {
            query.setLong(1, table.oid());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    throw Tables.refused(
                            what,
                            "partition " + row.getString(1) + " of " + table.name()
                                    + (row.getString(2).equals("p") ? " is partitioned itself" : " is a foreign table"),
                            "partitions that hold their rows themselves",
                            "Write one operation for each partition, and bring them together with a migration of SQL.");
                }
            }
        }
    }

    /** The server would refuse it only once each partition has its index. */
    static void requireKeyWithin(Connection connection, OnlineOperation.CreateIndex definition, Table table)
            throws SQLException {
        List<String> indexed =
                definition.columns().stream().map(IndexForm::column).toList();
        try (PreparedStatement query =
                connection.prepareStatement("select coalesce(a.attname, 'an expression') from pg_partitioned_table p"
                        + " cross join unnest(p.partattrs::int2[]) as k (attnum)"
                        + " left join pg_attribute a on a.attrelid = p.partrelid and a.attnum = k.attnum and k.attnum > 0"
                        + " where p.partrelid = ? and (a.attname is null or a.attname <> all (?))")) {
            query.setLong(1, table.oid());
            query.setArray(2, connection.createArrayOf("text", indexed.toArray()));
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    throw Tables.refused(
                            definition.describe(),
                            table.name() + " is partitioned by " + row.getString(1)
                                    + ", which is no column of the unique index, and no partition knows the values of"
                                    + " the others",
                            "all columns by which the table is partitioned in the index",
                            "Add them to \"columns\", or write an index of each partition where unique within one is"
                                    + " enough.");
                }
            }
        }
    }

    void build(OnlineOperation.CreateIndex definition, IndexForm form) throws SQLException {
        List<String> built = new ArrayList<>();
        for (Partition partition : partitions()) {
            String name = Names.made(definition.name() + "_" + partition.relation());
            IndexBuild build = new IndexBuild(site, "create index " + name, partition.schema(), name);
            Optional<Index> there = Indexes.find(site.connection(), partition.schema(), name);
            if (there.isEmpty() || there.get().condition() == Index.Condition.INVALID) {
                site.report().says("create index " + name + " on " + partition.relation());
                build.build(form.statement(name, partition.quoted()));
            }
            built.add(Names.quoted(partition.schema()) + "." + Names.quoted(name));
        }
        String whole = Names.quoted(table.schema()) + "." + Names.quoted(definition.name());
        site.locks().run(definition.describe(), relations(), connection -> {
            Site.execute(connection, "drop index if exists " + whole);
            Site.execute(connection, form.onlyOn(definition.name(), table.name()));
            for (String part : built) {
                Site.execute(connection, "alter index " + whole + " attach partition " + part);
            }
        });
        if (Indexes.find(site.connection(), table.schema(), definition.name())
                .filter(index -> index.condition() == Index.Condition.VALID)
                .isEmpty()) {
            build(definition, form);
        }
    }

    void drop(OnlineOperation.CreateIndex definition) throws SQLException {
        site.locks()
                .run(
                        "drop index " + definition.name(),
                        relations(),
                        connection -> Site.execute(
                                connection,
                                "drop index if exists " + Names.quoted(table.schema()) + "."
                                        + Names.quoted(definition.name())));
        for (Partition partition : partitions()) {
            String name = Names.made(definition.name() + "_" + partition.relation());
            new IndexBuild(site, "create index " + name, partition.schema(), name).drop();
        }
    }

    private List<Long> relations() throws SQLException {
        List<Long> relations = new ArrayList<>();
        relations.add(table.oid());
        partitions().forEach(partition -> relations.add(partition.oid()));
        return relations;
    }

    private List<Partition> partitions() throws SQLException {
        try (PreparedStatement query = site.connection()
                .prepareStatement("select c.oid::bigint, n.nspname, c.relname from pg_inherits i"
                        + " join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace"
                        + " where i.inhparent = ? order by c.relname")) {
            query.setLong(1, table.oid());
            try (ResultSet rows = query.executeQuery()) {
                List<Partition> partitions = new ArrayList<>();
                while (rows.next()) {
                    partitions.add(new Partition(rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
                return partitions;
            }
        }
    }
}
