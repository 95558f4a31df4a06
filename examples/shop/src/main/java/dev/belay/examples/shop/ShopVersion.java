package dev.belay.examples.shop;

import java.util.List;

/** A version of the shop, as the files that it adds to the version before or changes in it. */
public enum ShopVersion {
    V1(
            "v1.0.0",
            "The shop: products, orders, statistics",
            List.of(
                    "README.md",
                    "gitignore",
                    "bin/build",
                    "migrations/V1__shop.sql",
                    "src/Database.java",
                    "src/Endpoint.java",
                    "src/Endpoints.java",
                    "src/Health.java",
                    "src/MaintenancePage.java",
                    "src/Orders.java",
                    "src/Products.java",
                    "src/RecountStock.java",
                    "src/Request.java",
                    "src/Response.java",
                    "src/Settings.java",
                    "src/Shop.java",
                    "src/Statistics.java",
                    "src/Version.java")),
    V2(
            "v2.0.0",
            "Orders know the channel that they came through",
            List.of(
                    "migrations/U2__order_channel.sql",
                    "migrations/V2__order_channel.sql",
                    "src/Orders.java",
                    "src/Version.java")),
    V3(
            "v3.0.0",
            "Discounts on products, and what they cost",
            List.of(
                    "migrations/U3__discounts.sql",
                    "migrations/V3__discounts.sql",
                    "src/Products.java",
                    "src/Statistics.java",
                    "src/Version.java"));

    private final String tag;
    private final String message;
    private final List<String> files;

    ShopVersion(String tag, String message, List<String> files) {
        this.tag = tag;
        this.message = message;
        this.files = files;
    }

    /** The git tag, which is the version that plans name. */
    public String tag() {
        return tag;
    }

    String message() {
        return message;
    }

    List<String> files() {
        return files;
    }
}
