import java.sql.SQLException;

/** Revenue per day, of the latest days on which something was sold. */
class Statistics implements Endpoint.Answer {
    private static final String REVENUE = """
            select json_build_object('count', count(*), 'items', coalesce(json_agg(item), '[]'))
            from (
                select (o.placed_at at time zone 'UTC')::date as day, count(*) as orders, sum(o.total) as revenue
                from orders o
                where o.placed_at >= (select max(placed_at) from orders) - make_interval(days => ?)
                  and o.status <> 'cancelled'
                group by day
                order by day desc
            ) item""";

    private final Database database;

    Statistics(Database database) {
        this.database = database;
    }

    @Override
    public Response to(Request request) throws SQLException {
        return Response.json(
                database.json(REVENUE, request.number("days", 30, 366)).orElseThrow());
    }
}
