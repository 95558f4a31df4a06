package dev.belay.backup.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backup step as a careful person does it in a shell: psql exports a snapshot and asks in it whatever the step asks,
 * statement for statement as the server has logged them, while pg_dump reads the same snapshot.
 */
final class StepInShell {
    private static final String EXPORT = "pg_export_snapshot()";
    private static final Pattern BEGINNING = Pattern.compile("^\\d{4}-\\S+ \\S+ \\S+ \\[(\\d+)\\] (.*)$");
    private static final Pattern STATEMENT = Pattern.compile("LOG:  (?:execute [^:]*|statement): (.*)$");
    private static final Pattern PARAMETERS = Pattern.compile("DETAIL:  parameters: (.*)$");
    private static final Pattern PARAMETER = Pattern.compile("(\\$\\d+) = ('(?:[^']|'')*')");

    private final Path until;
    private final Path after;

    private StepInShell(Path until, Path after) {
        this.until = until;
        this.after = after;
    }

    /** Takes the statements of the session that exported a snapshot while a step was run. */
    static StepInShell of(MeasuredServer server, Figures.Work step, Path directory) throws Exception {
        Path log = Path.of(server.text("postgres", "show data_directory")).resolve("server.log");
        server.execute("postgres", "alter database app set log_statement = 'all'");
        long before = Files.size(log);
        step.run();
        server.execute("postgres", "alter database app reset log_statement");
        byte[] all = Files.readAllBytes(log);
        List<String> asked = session(new String(all, (int) before, (int) (all.length - before), "UTF-8"));
        int export = 0;
        while (!asked.get(export).contains(EXPORT)) {
            export++;
        }
        Path until = directory.resolve("until-the-snapshot.sql");
        Path after = directory.resolve("in-the-snapshot.sql");
        Files.writeString(
                until,
                String.join(";\n", asked.subList(0, export)) + ";\n\\echo snapshot\n" + asked.get(export) + ";\n");
        Files.writeString(after, String.join(";\n", asked.subList(export + 1, asked.size())) + ";\n");
        return new StepInShell(until, after);
    }

    /** Dump, compression and digest in one pass; the answers and the dump are on disk when it ends. */
    String script(Path dump) {
        return """
                umask 077
                coproc asking { exec $PG/psql -qAtX -v ON_ERROR_STOP=1 -d app; }
                psql=$asking_PID
                exec 3<&"${asking[0]}" 4>&"${asking[1]}"
                cat %s >&4
                while read -r line <&3 && [ "$line" != snapshot ]; do :; done
                read -r snapshot <&3
                cat %s >&4
                cat <&3 > %s &
                answers=$!
                $PG/pg_dump -Fc -Z0 --snapshot="$snapshot" --lock-wait-timeout=60s app \
                  | zstd -q -1 -T2 | tee %s | sha256sum > %s
                exec 4>&-
                eval "exec ${asking[1]}>&-"
                wait $psql $answers
                sync %s %s
                """.formatted(until, after, dump + ".answers", dump, dump + ".sha256", dump, dump + ".answers");
    }

    private static List<String> session(String log) {
        String exporting = "";
        List<String[]> statements = new ArrayList<>();
        for (String line : log.lines().toList()) {
            Matcher beginning = BEGINNING.matcher(line);
            if (!beginning.matches()) {
                String[] last = statements.get(statements.size() - 1);
                last[1] += "\n" + line.strip();
                continue;
            }
            Matcher statement = STATEMENT.matcher(beginning.group(2));
            Matcher parameters = PARAMETERS.matcher(beginning.group(2));
            if (statement.find()) {
                statements.add(new String[] {beginning.group(1), statement.group(1)});
                if (statement.group(1).contains(EXPORT)) {
                    exporting = beginning.group(1);
                }
            } else if (parameters.find()) {
                String[] last = statements.get(statements.size() - 1);
                last[1] = filled(last[1], parameters.group(1));
            }
        }
        String session = exporting;
        return statements.stream()
                .filter(statement -> statement[0].equals(session))
                .map(statement -> statement[1].strip())
                .toList();
    }

    private static String filled(String statement, String parameters) {
        String filled = statement;
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            filled = filled.replace(parameter.group(1), parameter.group(2));
        }
        return filled;
    }
}
