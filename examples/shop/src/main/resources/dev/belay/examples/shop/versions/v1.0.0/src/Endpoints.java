import java.util.List;

/** Every path that the shop answers. */
class Endpoints {
    private Endpoints() {}

    static List<Endpoint> all(Database database) {
        Orders orders = new Orders(database);
        return List.of(
                new Endpoint("/", request -> Response.problem(404, "There is nothing here")),
                new Endpoint("/api/health", new Health(database)),
                new Endpoint("/api/products", new Products(database)),
                new Endpoint("/api/orders", orders::latest),
                new Endpoint("/api/orders/", orders::one),
                new Endpoint("/api/statistics", new Statistics(database)));
    }
}
