package dev.belay.migration;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Django project with one app, whose settings read the PG variables. */
final class DjangoProject extends ToolProject {
    static final String MANAGE = """
            import os, sys
            os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
            from django.core.management import execute_from_command_line
            execute_from_command_line(sys.argv)
            """;
    static final String SETTINGS = """
            import os
            SECRET_KEY = os.environ.get("SHOP_KEY", "test")
            USE_TZ = True
            INSTALLED_APPS = ["shop"]
            DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
            DATABASES = {"default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["PGDATABASE"],
                "HOST": os.environ["PGHOST"],
                "PORT": os.environ["PGPORT"],
                "USER": os.environ["PGUSER"],
                "PASSWORD": os.environ["PGPASSWORD"],
            }}
            """;

    private final Path python;
    private final Map<Integer, String> names = new HashMap<>();

    DjangoProject(Path directory) {
        super(Tool.DJANGO, directory);
        assumeThat(PythonTools.python()).as("Python with Django").isPresent();
        python = PythonTools.python().orElseThrow();
    }

    @Override
    void begin() throws IOException {
        file("manage.py", MANAGE);
        file("settings.py", SETTINGS);
        app("shop");
    }

    void app(String app) throws IOException {
        file(app + "/__init__.py", "");
        file(app + "/migrations/__init__.py", "");
    }

    @Override
    String write(int number, Change change) throws IOException {
        String name = String.format("%04d_%s", number, change.name());
        names.put(number, name);
        String reverse = change.down().isEmpty() ? "" : ", reverse_sql=" + list(change.down());
        file("shop/migrations/" + name + ".py", """
                from django.db import migrations


                class Migration(migrations.Migration):
                    atomic = %s
                    dependencies = [%s]
                    operations = [migrations.RunSQL(%s%s)]
                """.formatted(
                        change.transactional() ? "True" : "False",
                        number == 1 ? "" : "(\"shop\", \"" + names.get(number - 1) + "\")",
                        list(change.up()),
                        reverse));
        return "shop." + name;
    }

    private static String list(List<String> statements) {
        return statements.stream()
                .map(statement -> "\"\"\"" + statement.replace("\\", "\\\\") + "\"\"\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    MigrationSettings settings() {
        return new MigrationSettings(
                Tool.DJANGO,
                "${release.dir}/migrations",
                Optional.of(new CommandLine(List.of(python.toString(), "manage.py"))),
                Optional.of(Pattern.compile("Updated (?<done>\\d+) of (?<total>\\d+)")),
                Map.of());
    }

    @Override
    String versions() {
        return "select app || '.' || name from django_migrations";
    }

    @Override
    String history() {
        return "django_migrations";
    }
}
