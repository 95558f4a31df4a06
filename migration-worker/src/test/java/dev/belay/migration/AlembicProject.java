package dev.belay.migration;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A project of Alembic whose env.py leaves the database to the PG variables. */
final class AlembicProject extends ToolProject {
    static final String ENVIRONMENT = """
            from alembic import context
            from sqlalchemy import create_engine

            with create_engine("postgresql+psycopg://").connect() as connection:
                context.configure(connection=connection)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    private final Path python;

    AlembicProject(Path directory) {
        super(Tool.ALEMBIC, directory);
        assumeThat(PythonTools.python()).as("Python with Alembic").isPresent();
        python = PythonTools.python().orElseThrow();
    }

    @Override
    void begin() throws IOException {
        file("alembic.ini", "[alembic]\nscript_location = %(here)s\n");
        file("env.py", ENVIRONMENT);
        file("versions/README", "");
    }

    @Override
    String write(int number, Change change) throws IOException {
        String revision = revision(number);
        file("versions/" + revision + "_" + change.name() + ".py", source(number, change));
        return revision;
    }

    private static String source(int number, Change change) {
        String parent = number == 1 ? "None" : "\"" + revision(number - 1) + "\"";
        return """
                \"""%s\"""
                from alembic import op

                revision = "%s"
                down_revision = %s


                def upgrade():
                %s


                def downgrade():
                    \"""The way back.\"""
                %s
                """.formatted(
                        change.name(),
                        revision(number),
                        parent,
                        body(change.up(), change.transactional()),
                        change.down().isEmpty() ? "    pass" : body(change.down(), change.transactional()));
    }

    static String revision(int number) {
        return String.format("ab%02d", number);
    }

    private static String body(List<String> statements, boolean transactional) {
        String block = transactional ? "" : "    with op.get_context().autocommit_block():\n";
        String indent = transactional ? "    " : "        ";
        return block
                + statements.stream()
                        .map(statement -> indent + "op.execute(\"\"\"" + statement + "\"\"\")")
                        .collect(Collectors.joining("\n"));
    }

    @Override
    MigrationSettings settings() {
        return new MigrationSettings(
                Tool.ALEMBIC,
                "${release.dir}/migrations",
                Optional.of(new CommandLine(List.of(python.toString(), "-m", "alembic"))),
                Optional.of(Pattern.compile("Updated (?<done>\\d+)")),
                Map.of());
    }

    @Override
    String versions() {
        return "select version_num from alembic_version";
    }

    @Override
    String history() {
        return "alembic_version";
    }
}
