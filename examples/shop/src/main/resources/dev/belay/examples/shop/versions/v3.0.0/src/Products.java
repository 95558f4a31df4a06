import java.sql.SQLException;

/** The catalogue, with what each product costs after its discount. */
class Products implements Endpoint.Answer {
    private static final String ALL = """
            select json_build_object('count', count(*), 'items', coalesce(json_agg(item), '[]'))
            from (
                select p.id, p.sku, p.name, p.category, p.price, p.stock, d.name as discount,
                       round(p.price * (1 - coalesce(d.percentage, 0) / 100), 2) as price_now
                from products p left join discounts d on d.id = p.discount_id
                order by p.sku
            ) item""";

    private final Database database;

    Products(Database database) {
        this.database = database;
    }

    @Override
    public Response to(Request request) throws SQLException {
        return Response.json(database.json(ALL).orElseThrow());
    }
}
