import java.sql.SQLException;

/** Whether the service and its database are there, and which version answers. */
class Health implements Endpoint.Answer {
    private final Database database;

    Health(Database database) {
        this.database = database;
    }

    @Override
    public Response to(Request request) {
        try {
            database.json("select 1");
            return Response.json("{\"status\":\"UP\",\"version\":\"%s\"}".formatted(Version.NUMBER));
        } catch (SQLException unreachable) {
            System.out.println("The database does not answer: " + unreachable.getMessage());
            return new Response(
                    503, "application/json", "{\"status\":\"DOWN\",\"version\":\"%s\"}".formatted(Version.NUMBER));
        }
    }
}
