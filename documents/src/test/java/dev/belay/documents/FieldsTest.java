package dev.belay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final Findings findings = new Findings("environment.yaml");

    @Test
    void readsEveryType() {
        Fields fields =
                fields("{text: on, flag: no, number: 07, wait: 1h30m, choice: b, list: [x, y], one: z, in: {k: v}}");

        assertThat(fields.text("text")).contains("on");
        assertThat(fields.flag("flag")).contains(false);
        assertThat(fields.integer("number")).contains(7);
        assertThat(fields.duration("wait")).contains(Duration.ofMinutes(90));
        assertThat(fields.oneOf("choice", List.of("a", "b"))).contains("b");
        assertThat(fields.texts("list")).containsExactly("x", "y");
        assertThat(fields.texts("one")).containsExactly("z");
        assertThat(fields.fields("in").flatMap(inner -> inner.text("k"))).contains("v");
        fields.finish();
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void findsNothingWhereAKeyIsAbsent() {
        Fields fields = fields("{a: 1}");

        assertThat(fields.text("b")).isEmpty();
        assertThat(fields.flag("b")).isEmpty();
        assertThat(fields.list("b")).isEmpty();
        assertThat(fields.texts("b")).isEmpty();
        assertThat(fields.has("b")).isFalse();
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void suggestsTheNearestKeyForOneThatNobodyAskedFor() {
        Fields fields = fields("{environmnet: x}");
        fields.text("environment");
        fields.text("pool");
        fields.finish();

        assertThat(messages())
                .containsExactly("environment.yaml:1:2: Key \"environmnet\" is not known in the file; expected one of"
                        + " environment, pool. Did you mean \"environment\"?");
    }

    @Test
    void advisesToRemoveAKeyThatIsNearToNone() {
        Fields fields = fields("{colour: red}");
        fields.text("environment");
        fields.finish();

        assertThat(messages())
                .containsExactly("environment.yaml:1:2: Key \"colour\" is not known in the file; expected one of"
                        + " environment. Remove it.");
    }

    @Test
    void complainsAboutAMissingKey() {
        assertThat(fields("{a: 1}").requireText("pool", "a name")).isEmpty();
        assertThat(messages())
                .containsExactly("environment.yaml:1:1: \"pool\" is missing in the file; expected a name. Add \"pool:"
                        + " ...\".");
    }

    @Test
    void complainsAboutAnEmptyValueAndRemindsOfQuotes() {
        fields("channel: #alerts\n").text("channel");

        assertThat(messages())
                .containsExactly("environment.yaml:1:9: \"channel\" of the file has no value. Write the value, in"
                        + " quotes where it begins with any of > @ # $.");
    }

    @Test
    void complainsAboutValuesOfTheWrongForm() {
        Fields fields = fields("flag: maybe\nnumber: many\nwait: soon\nchoice: aa\n");
        fields.flag("flag");
        fields.integer("number");
        fields.duration("wait");
        fields.oneOf("choice", List.of("a", "b"));

        assertThat(messages())
                .containsExactly(
                        "environment.yaml:1:7: \"flag\" of the file is \"maybe\"; expected yes or no.",
                        "environment.yaml:2:9: \"number\" of the file is \"many\"; expected a whole number.",
                        "environment.yaml:3:7: \"wait\" of the file is \"soon\"; expected a duration such as 500ms, 10s,"
                                + " 15m, 24h or 7d.",
                        "environment.yaml:4:9: \"choice\" of the file is \"aa\"; expected one of a, b. Did you mean"
                                + " \"a\"?");
    }

    @Test
    void complainsAboutValuesOfTheWrongType() {
        Fields fields = fields("text: [a]\nlist: a\nin: [a]\n");
        fields.text("text");
        fields.list("list");
        fields.fields("in");

        assertThat(messages())
                .containsExactly(
                        "environment.yaml:1:7: \"text\" of the file is a list of 1; expected text.",
                        "environment.yaml:2:7: \"list\" of the file is \"a\"; expected a list.",
                        "environment.yaml:3:5: \"in\" of the file is a list of 1; expected keys and values.");
    }

    @Test
    void reportsInTheOrderOfTheFile() {
        Fields fields = fields("b: maybe\na: maybe\n");
        fields.flag("a");
        fields.flag("b");

        assertThat(findings.list()).extracting(Finding::line).containsExactly(1, 2);
    }

    @Test
    void takesKeysOfTheUsersOwnAsKnown() {
        Fields fields = fields("{x: 1, y: 2}");

        assertThat(fields.all().keySet()).containsExactly("x", "y");
        fields.finish();
        assertThat(findings.list()).isEmpty();
    }

    private List<String> messages() {
        return findings.list().stream().map(Finding::toString).toList();
    }

    private Fields fields(String yaml) {
        return new Fields(YamlDocument.read(yaml, findings).orElseThrow(), "the file", findings);
    }
}
