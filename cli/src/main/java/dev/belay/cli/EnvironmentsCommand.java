package dev.belay.cli;

import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.text.Table;
import dev.belay.contracts.Role;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Shows the environments. */
@Command(
        name = "environments",
        description = "Shows the environments that the workers know, what each offers, and which release holds it.",
        footer = {"", "Examples:", "  ./belay environments", "  ./belay environments --output json"})
final class EnvironmentsCommand implements Callable<Integer> {
    private final BelayCommand belay;

    EnvironmentsCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        JsonNode document = belay.client(Role.VIEWER).environments();
        List<JsonNode> environments = items(document.path("items"));
        if (belay.json()) {
            belay.printJson(document);
        } else if (environments.isEmpty()) {
            belay.print("The workers know no environment. Put a file for each into .belay/environments, or name their"
                    + " directory with ./belay up --environments DIR.");
        } else {
            print(environments);
        }
        return ExitStatus.SUCCEEDED;
    }

    private void print(List<JsonNode> environments) {
        Table table = new Table("ENVIRONMENT", "POOL", "BUSY WITH", "MIGRATIONS", "TASKS");
        for (JsonNode environment : environments) {
            JsonNode abilities = environment.path("abilities");
            List<String> tasks = items(abilities.path("tasks")).stream()
                    .map(task -> task.path("name").asString(""))
                    .toList();
            table.row(
                    environment.path("name").asString(""),
                    environment.path("pool").asString("-"),
                    environment.path("busyWith").asString("-"),
                    abilities.path("migrationTool").asString("-"),
                    tasks.isEmpty() ? "-" : String.join(", ", tasks));
        }
        table.lines().forEach(belay::print);
        for (JsonNode environment : environments) {
            lacking(environment).forEach(belay::print);
            items(environment.path("problems"))
                    .forEach(problem -> belay.print(
                            environment.path("name").asString("") + " cannot be deployed to: " + problem.asString("")));
        }
    }

    private static List<String> lacking(JsonNode environment) {
        return items(environment.path("workers")).stream()
                .flatMap(worker -> items(worker.path("capabilities")).stream()
                        .filter(one -> !one.path("standing").asString("HAS").equals("HAS"))
                        .map(one -> environment.path("name").asString("") + " "
                                + (one.path("standing").asString("").equals("LACKS") ? "lacks " : "may lack ")
                                + one.path("need").asString("") + ", says its "
                                + worker.path("worker").asString("").toLowerCase(Locale.ROOT) + " worker: "
                                + one.path("found").asString("") + ". "
                                + one.path("mend").asString("")))
                .map(String::strip)
                .toList();
    }

    private static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
