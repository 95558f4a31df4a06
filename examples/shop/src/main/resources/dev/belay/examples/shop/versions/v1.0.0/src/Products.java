import java.sql.SQLException;

/** The catalogue. */
class Products implements Endpoint.Answer {
    private static final String ALL = """
            select json_build_object('count', count(*), 'items', coalesce(json_agg(item), '[]'))
            from (select id, sku, name, category, price, stock from products order by sku) item""";

    private final Database database;

    Products(Database database) {
        this.database = database;
    }

    @Override
    public Response to(Request request) throws SQLException {
        return Response.json(database.json(ALL).orElseThrow());
    }
}
