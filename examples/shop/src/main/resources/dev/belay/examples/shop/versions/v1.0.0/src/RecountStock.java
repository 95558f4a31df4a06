import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Recounts per category what was sold and what is left, and prints it; changes nothing. */
public class RecountStock {
    private static final String CATEGORIES =
            "select string_agg(distinct category, ',' order by category) from products";

    private static final String COUNT = """
            select format('%s: %s sold, %s in stock', ?::text, sum(sold), sum(stock))
            from (
                select p.stock, (select coalesce(sum(l.quantity), 0) from order_lines l where l.product_id = p.id) as sold
                from products p where p.category = ?
            ) product""";

    private RecountStock() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        boolean dryRun = arguments.length > 1 && arguments[1].equals("--dry-run");
        try (Database database = new Database(Settings.read(Path.of(arguments[0])))) {
            List<String> categories =
                    List.of(database.json(CATEGORIES).orElse("").split(","));
            if (dryRun) {
                System.out.printf("Would count %d categories%n", categories.size());
                return;
            }
            for (int counted = 0; counted < categories.size(); counted++) {
                String category = categories.get(counted);
                System.out.println(database.json(COUNT, category, category).orElseThrow());
                System.out.printf("Counted %d of %d%n", counted + 1, categories.size());
            }
        }
    }
}
