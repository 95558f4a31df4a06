package dev.belay.stack.demo;

import dev.belay.examples.shop.ShopProduction;
import dev.belay.stack.StackFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The orders as the first version of the shop knows them, by one digest over all rows: v2.0.0 adds a column, after
 * which the digest of whole rows is another one even where not a single order has changed.
 */
record OrderColumns(long count, String digest) {
    private static final String DIGEST = """
            select encode(sha256(convert_to(string_agg(row_digest, '' order by row_digest), 'UTF8')), 'hex')
            from (
                select md5(row(id, customer_id, status, total, placed_at)::text) collate "C" as row_digest from orders
            ) digests""";

    /** The channel is right where it follows from the customer's address, which is what the migration says. */
    private static final String WRONG_CHANNELS = """
            select count(*)
            from orders join customers on customers.id = orders.customer_id
            where channel <> case when email like '%@marketplace.example' then 'marketplace' else 'web' end""";

    static OrderColumns of(ShopProduction shop) {
        return new OrderColumns(Long.parseLong(read(shop, "select count(*) from orders")), read(shop, DIGEST));
    }

    /** Of the second version: the orders whose channel is not what their customer says. */
    static long wrongChannels(ShopProduction shop) {
        return Long.parseLong(read(shop, WRONG_CHANNELS));
    }

    private static String read(ShopProduction shop, String sql) {
        try (Connection connection = connect(shop);
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException | IOException failure) {
            throw new StackFailed("The shop's orders cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Connection connect(ShopProduction shop) throws SQLException, IOException {
        String password = Files.readString(
                        shop.directory().root().resolve("secrets").resolve("shop_reader"))
                .strip();
        return DriverManager.getConnection(shop.databaseUrl(), "shop_reader", password);
    }
}
