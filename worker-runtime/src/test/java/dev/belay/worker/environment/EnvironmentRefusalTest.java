package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentRefusalTest {
    private static final String LOGIN = "url: 'jdbc:postgresql://127.0.0.1/shop', username: u, password: plain-content";
    private static final String ROLLOUT = "releases: /srv/releases, current: [current], activate: [activate]";

    @TempDir
    Path directory;

    private EnvironmentFile file;

    @BeforeEach
    void writeSecrets() throws Exception {
        file = new EnvironmentFile(directory);
        file.write("owner", "owner-content\n");
        file.write("empty", "\n");
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.write(directory.resolve("large"), new byte[70_000]);
        file.write("lines", "owner-content\nand-more\n");
    }

    /** Each line of YAML stands below the name, and begins at line 2. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'pool: East'                                     | ill-formed           | 7",
                "'pool: '                                         | empty                | 6",
                "'databse: {}'                                    | unknown-key          | 1",
                "'database: {LOGIN, port: 5}'                     | unknown-key          | 91",
                "'database: hello'                                | wrong-type           | 11",
                "'database: {url: x, username: u}'                | missing,ill-formed   | 11",
                "'database: {LOGIN, replicas: []}'                | ill-formed           | 101",
                "'database: {LOGIN, replicas: all}'               | wrong-type           | 101",
                "'database: {LOGIN, replicas: [all]}'             | wrong-type           | 102",
                "'database: {LOGIN, replicas: [{username: a, password: pppp}]}' | missing | 102",
                "'database: {LOGIN, limits: {wal: much}}'         | ill-formed           | 105",
                "'database: {LOGIN, limits: {diskFree: df /}}'    | command-as-text      | 110",
                "'database: {LOGIN, admin: {username: a}}'        | missing              | 98",
                "'scratch: remote'                                | ill-formed           | 10",
                "'scratch: {username: u, password: pppp}'         | missing              | 10",
                "'backups: {directory: backups}'                  | ill-formed           | 22",
                "'backups: {keep: 3}'                             | missing              | 10",
                "'backups: {directory: /b, keep: 0}'              | ill-formed           | 32",
                "'backups: {directory: /b, keep: many}'           | ill-formed           | 32",
                "'backups: {directory: b, keep: no}'             | ill-formed,ill-formed | 22",
                "'backups: {directory: /b, encrypt: age1}'        | ill-formed           | 35",
                "'backups: {directory: /b, identity: /k}'         | superfluous-identity | 36",
                "'backups: {directory: /b, reserve: some}'        | ill-formed           | 35",
                "'backups: {directory: /b, copies: {a: {}}}'      | missing,missing,missing | 38",
                "'rollout: {current: [a], activate: [b]}'         | missing              | 10",
                "'rollout: {releases: r, current: [a], activate: [b]}' | ill-formed      | 21",
                "'rollout: {releases: /r}'                        | missing,missing      | 10",
                "'rollout: {ROLLOUT, stop: []}'                   | wrong-type           | 84",
                "'rollout: {ROLLOUT, stop: stop it}'              | command-as-text      | 84",
                "'rollout: {ROLLOUT, stop: [[a], b]}'             | command-as-text      | 90",
                "'rollout: {ROLLOUT, stop: [a b, c]}'             | command-as-text      | 85",
                "'rollout: {ROLLOUT, stop: [\"\"]}'               | empty                | 85",
                "'rollout: {ROLLOUT, stop: [a, {b: c}]}'          | wrong-type           | 88",
                "'rollout: {ROLLOUT, stop: [a, \"${versio}\"]}'   | unknown-placeholder  | 88",
                "'rollout: {ROLLOUT, stop: [a, \"${live.version}\"]}' | unknown-placeholder | 88",
                "'rollout: {ROLLOUT, changes: [a, \"${live.versio}\"]}' | unknown-placeholder | 91",
                "'rollout: {ROLLOUT, stop: [a, \"${version\"]}'   | unclosed-placeholder | 88",
                "'rollout: {ROLLOUT, stop: [a, \"${env:SHOP_TOKEN}\"]}' | misplaced-placeholder | 88",
                "'rollout: {releases: /r, current: [[a], [b]], activate: [b]}' | wrong-type | 34",
                "'migrations: {tool: django, directory: /m}'      | missing              | 13",
                "'migrations: {tool: django, directory: /m, command: [a], variables: {A: \"${databse.url}\"}}' | unknown-placeholder | 72",
                "'migrations: {tool: django, directory: /m, command: [a], variables: {A-B: c}}' | ill-formed | 74",
                "'migrations: {tool: django, directory: /m, command: [a], progress: Done}' | ill-formed | 67",
                "'migrations: {tool: django, directory: /m, command: [a, \"${database.password}\"]}' | unknown-placeholder | 56",
                "'migrations: {tool: alembic, directory: /m}'     | missing              | 13",
                "'migrations: {tool: liquibase, directory: /m}'   | missing              | 13",
                "'migrations: {tool: sql, directory: /m, changelog: a.xml}' | without-effect | 51",
                "'migrations: {tool: sql, directory: /m, contexts: prod}' | without-effect | 50",
                "'migrations: {tool: flywya, directory: /m}'      | ill-formed           | 20",
                "'migrations: {tool: sql, directory: m}'          | ill-formed           | 36",
                "'migrations: {tool: sql}'                        | missing              | 13",
                "'migrations: {directory: /m}'                    | missing              | 13",
                "'migrations: {tool: sql, directory: \"${release}/m\"}' | unknown-placeholder | 36",
                "'migrations: {tool: sql, directory: /m, command: [a]}' | without-effect | 49",
                "'maintenance: {on: [a]}'                         | missing              | 14",
                "'tasks: {a: {command: [a]}}'                     | missing              | 12",
                "'tasks: {a: {changes: data}}'                    | missing              | 12",
                "'tasks: {a: {command: [a], changes: dat}}'       | ill-formed           | 36",
                "'tasks: {A b: {command: [a], changes: data}}'    | ill-formed           | 9",
                "'tasks: {a: {command: [a], changes: data, progress: \"(\"}}'     | ill-formed | 52",
                "'tasks: {a: {command: [a], changes: data, progress: \"(\\\\d)\"}}' | ill-formed | 52",
                "'tasks: {a: {command: [a], changes: data, undo: a}}'           | unknown-task | 48",
                "'tasks: {a: {command: [a], changes: data, undo: b}}'           | unknown-task | 48",
                "'tasks: {a: {command: [a], changes: data, repeatable: maybe}}' | ill-formed | 54",
                "'tasks: {a: {command: [a, \"${versin}\"], changes: data}}'     | unknown-placeholder | 26",
                "'http: {a: {headers: {}}}'                       | missing              | 11",
                "'http: {a: {baseUrl: shop.example.org}}'         | ill-formed           | 21",
                "'http: {a: {baseUrl: \"ftp://example.org\"}}'    | ill-formed           | 21",
                "'http: {a: {baseUrl: \"https://me:it@example.org\"}}' | credentials-in-url | 21",
                "'http: {a_b: {baseUrl: \"https://example.org\"}}' | ill-formed          | 8",
                "'http: {headers: {Bad Header: x}}'               | ill-formed           | 30",
                "'http: {headers: {X-A: \"${file:DIR/lines}\"}}'  | ill-formed           | 23",
                "'probes: {a: {}}'                                | missing              | 13",
                "'probes: {a: {http: \"https://a.org\", files: /a}}' | missing            | 13",
                "'probes: {a: {http: a.org}}'                     | ill-formed           | 20",
                "'probes: {a: {http: \"https://a.org\", status: ok}}' | ill-formed        | 45",
                "'probes: {a: {files: a/*.xml}}'                  | ill-formed           | 21",
                "'probes: {a: {files: /a/../b}}'                  | ill-formed           | 21",
                "'probes: {a: {files: /a, count: lots}}'          | ill-formed           | 32",
                "'probes: {A: {files: /a}}'                       | ill-formed           | 10",
                "'logs: {a: {file: a.log}}'                       | ill-formed           | 18",
                "'logs: {a: {}}'                                  | missing              | 11",
                "'logs: {a: {file: /a.log, lines: 50}}'           | unknown-key          | 26",
                "'prometheus: {}'                                 | missing              | 13",
                "'prometheus: {url: \"https://a.org/?q=1\"}'       | ill-formed           | 19",
                "'pool: &a east'                                  | anchor               | 7",
            })
    void refuses(String yaml, String codes, int column) throws Exception {
        String text =
                yaml.substring(1, yaml.length() - 1).replace("LOGIN", LOGIN).replace("ROLLOUT", ROLLOUT);

        List<Finding> findings =
                file.broken("environment: shop\n" + text + "\n").findings();

        assertThat(findings).extracting(Finding::code).containsExactlyInAnyOrder(codes.split(","));
        assertThat(findings.get(0).line()).isEqualTo(2);
        assertThat(findings.get(0).column()).isEqualTo(column);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.toString())
                        .startsWith(directory.resolve("shop.yaml") + ":2:")
                        .doesNotContain("plain-content", "owner-content", "me:it"));
    }

    @ParameterizedTest
    @CsvSource({
        "file:DIR/nowhere, missing-file, nowhere",
        "file:owner, missing-file, owner",
        "file:DIR/empty, empty, empty",
        "file:DIR/binary, missing-file, binary",
        "file:DIR/large, missing-file, large",
        "file:DIR, missing-file, the file",
        "env:NOWHERE, missing-variable, NOWHERE",
        "env:EMPTY, empty, EMPTY",
        "fil:/x, unknown-placeholder, Did you mean \"${file:/x}\"?",
        "vault:/x, unknown-placeholder, $${vault:/x}",
        "version, misplaced-placeholder, ${version}",
    })
    void namesAReferenceThatLeadsNowhere(String reference, String code, String named) throws Exception {
        List<Finding> findings =
                file.broken(database("password: ${" + reference + "}")).findings();

        assertThat(findings).extracting(Finding::code).containsExactly(code);
        assertThat(findings.get(0).toString()).contains("\"password\" of \"database\"", named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u:plain-content@127.0.0.1/shop",
                "jdbc:postgresql://127.0.0.1/shop?user=u&password=plain-content",
                "postgres://u:plain-content@127.0.0.1/shop",
                "jdbc:mysql://127.0.0.1/plain-content",
                "jdbc:postgresql://127.0.0.1",
                "jdbc:postgresql://127.0.0.1/",
            })
    void refusesUrlsWithoutQuotingThem(String url) throws Exception {
        EnvironmentReading.Broken broken = file.broken(
                "environment: shop\ndatabase:\n  url: " + url + "\n  username: u\n  password: other-word\n");

        assertThat(broken.findings()).hasSize(1);
        assertThat(broken.findings().get(0).line()).isEqualTo(3);
        assertThat(broken.findings().get(0).path()).isEqualTo("database.url");
        assertThat(broken.toString()).doesNotContain("plain-content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[docker, compose, down, -v]",
                "[docker, compose, -f, a.yaml, down, --remove-orphans, --volumes]",
                "[docker-compose, down, -tv]",
                "[docker, volume, rm, shop]",
                "[docker, volume, prune, -f]",
                "[docker, system, prune, --volumes]",
                "[sh, -c, 'cd /srv; docker compose down -v; true']",
            })
    void refusesCommandsThatRemoveVolumes(String command) throws Exception {
        assertThat(file.broken("environment: shop\nrollout: {" + ROLLOUT + ", stop: [" + command + "]}\n")
                        .findings())
                .extracting(Finding::code)
                .containsExactly("removes-volumes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[docker, compose, down]",
                "[docker, volume, ls]",
                "[rsync, -v, a, b]",
                "[docker, compose, -v, down]"
            })
    void acceptsCommandsThatKeepVolumes(String command) throws Exception {
        file.usable("environment: shop\nrollout: {" + ROLLOUT + ", stop: " + command + "}\n");
    }

    @Test
    void takesWhatTheCommandKnowsThatTellsTheChanges() throws Exception {
        file.usable("environment: shop\nrollout: {" + ROLLOUT
                + ", changes: [git, log, \"${live.version}..${version}\"]}\n");
    }

    /** Mistakes around a password that was written out; whatever is said of them, it is not quoted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: [plain-content]",
                "password: {plain-content: x}",
                "password: plain-content${x",
                "password: aa${plain-content}bb",
                "password: ${env:NOWHERE}plain-content",
                "passwrod: plain-content",
                "password: &plain-content x",
                "password: *plain-content",
                "password: \"plain-content",
                "password: plain-content: x",
                "password:plain-content",
                "password: plain-content\n  password: plain-content",
                "password: plain-content\n  admin: plain-content",
                "password: [[plain-content], {x: plain-content}]",
            })
    void neverQuotesAPassword(String mistake) throws Exception {
        EnvironmentReading.Broken broken = file.broken(database(mistake));

        assertThat(broken.findings()).isNotEmpty();
        assertThat(broken.toString() + broken.problem()).doesNotContain("plain-content");
    }

    @Test
    void neverQuotesCredentialsInACommandThatIsText() throws Exception {
        EnvironmentReading.Broken broken = file.broken("environment: shop\nrollout: {" + ROLLOUT
                + ", stop: 'psql postgres://u:plain-content@h/d', start: 'run --token plain-content'}\n");

        assertThat(broken.findings()).extracting(Finding::code).containsExactly("command-as-text", "command-as-text");
        assertThat(broken.toString()).doesNotContain("plain-content");
    }

    @Test
    void reportsEveryMistakeOfAFileInItsOrder() throws Exception {
        List<Finding> findings = file.broken("lags: {}\npool: A\nscratch: x\n").findings();

        assertThat(findings)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("unknown-key", "missing", "ill-formed", "ill-formed");
        assertThat(findings).extracting(Finding::line).isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "just text", "- a\n- b\n", "a: [", "\u0000", "environment: [a]"})
    void refusesWhatIsNoEnvironmentAtAll(String text) throws Exception {
        assertThat(file.broken(text).findings()).isNotEmpty();
    }

    private static String database(String password) {
        return "environment: shop\ndatabase:\n  url: jdbc:postgresql://127.0.0.1:5432/shop\n  username: shop_owner\n  "
                + password + "\n";
    }
}
