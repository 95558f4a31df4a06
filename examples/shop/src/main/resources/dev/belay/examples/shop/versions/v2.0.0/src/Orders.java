import java.sql.SQLException;

/** The latest orders, and one order with its lines. */
class Orders {
    private static final String LATEST = """
            select json_build_object('count', count(*), 'items', coalesce(json_agg(item), '[]'))
            from (
                select o.id, c.full_name as customer, o.channel, o.status, o.total, o.placed_at
                from orders o join customers c on c.id = o.customer_id
                order by o.placed_at desc, o.id desc
                limit ?
            ) item""";

    private static final String ONE = """
            select json_build_object(
                'id', o.id, 'customer', c.full_name, 'channel', o.channel,
                'status', o.status, 'total', o.total, 'placed_at', o.placed_at,
                'lines', (
                    select json_agg(json_build_object(
                        'product', p.name, 'quantity', l.quantity, 'unit_price', l.unit_price) order by l.line_number)
                    from order_lines l join products p on p.id = l.product_id
                    where l.order_id = o.id))
            from orders o join customers c on c.id = o.customer_id
            where o.id = ?""";

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    Response latest(Request request) throws SQLException {
        return Response.json(
                database.json(LATEST, request.number("limit", 20, 500)).orElseThrow());
    }

    Response one(Request request) throws SQLException {
        if (!request.rest().matches("\\d{1,18}")) {
            return Response.problem(404, "An order is found by its number");
        }
        return database.json(ONE, Long.valueOf(request.rest()))
                .map(Response::json)
                .orElseGet(() -> Response.problem(404, "There is no such order"));
    }
}
