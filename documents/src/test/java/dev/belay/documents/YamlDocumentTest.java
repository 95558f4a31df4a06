package dev.belay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {
    private final Findings findings = new Findings("plan.yaml");

    @Test
    void leavesEveryScalarAsItIsWritten() {
        Map<String, Node.Entry> entries = read("{a: on, b: 0006, c: 02:00, d: 1.10, e: null, f: ~, g: 'yes'}");

        assertThat(entries.values())
                .extracting(entry -> entry.value().described())
                .containsExactly("\"on\"", "\"0006\"", "\"02:00\"", "\"1.10\"", "\"null\"", "\"~\"", "\"yes\"");
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void knowsLineColumnAndPathOfEveryValue() {
        Map<String, Node.Entry> entries = read("a: 1\nphases:\n  - name: first\n  - {name: second}\n");

        Node.Sequence phases = (Node.Sequence) entry(entries, "phases").value();
        Node.Mapping second = (Node.Mapping) phases.items().get(1);
        Node name = entry(second.entries(), "name").value();
        assertThat(entry(entries, "phases").key()).isEqualTo(new Mark(2, 1));
        assertThat(second.mark()).isEqualTo(new Mark(4, 5));
        assertThat(name.mark()).isEqualTo(new Mark(4, 12));
        assertThat(name.path()).isEqualTo("phases[1].name");
    }

    @Test
    void keepsTheOrderOfKeys() {
        assertThat(read("{z: 1, a: 2, m: 3}").keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void namesTheFirstOfTwoEqualKeys() {
        read("a: 1\nb: 2\na: 3\n");

        assertThat(findings.list())
                .extracting(Finding::toString)
                .containsExactly("plan.yaml:3:1: Key \"a\" stands here a second time, first in line 1. Remove one of"
                        + " the two.");
    }

    @Test
    void refusesAnchorsAndAliasesBeforeFollowingThem() {
        Optional<Node> endless = YamlDocument.read("a: &x [1, *x]\n", findings);

        assertThat(endless).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsExactly("anchor", "anchor");
        assertThat(findings.list()).extracting(Finding::found).containsExactly("an anchor (&)", "an alias (*)");
    }

    @Test
    void refusesAliasesThatWouldGrowWithoutEnd() {
        StringBuilder text = new StringBuilder("a0: &a0 [1, 1]\n");
        for (int level = 1; level <= 40; level++) {
            text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(level, level, level - 1, level - 1));
        }

        assertThat(YamlDocument.read(text.toString(), findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsOnly("anchor");
    }

    @Test
    void refusesTags() {
        assertThat(YamlDocument.read("a: !!int 5\nb: !secret x\n", findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsExactly("tag", "tag");
        assertThat(findings.list()).extracting(Finding::line).containsExactly(1, 2);
    }

    @Test
    void refusesMergeKeys() {
        read("<<: {a: 1}\nb: 2\n");

        assertThat(findings.list()).extracting(Finding::code).containsExactly("merge-key");
    }

    @Test
    void refusesKeysThatAreNoText() {
        read("[a, b]: 1\n");

        assertThat(findings.list()).extracting(Finding::message).containsExactly("A key must be text.");
    }

    @Test
    void refusesNestingThatCouldExhaustTheStack() {
        assertThat(YamlDocument.read("[".repeat(100_000), findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsExactly("too-deep");
    }

    @Test
    void refusesMoreTextThanADocumentCanHave() {
        assertThat(YamlDocument.read("a: " + "x".repeat(1_000_001), findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsExactly("broken-yaml");
    }

    @Test
    void pointsAtTheBreakInBrokenYaml() {
        assertThat(YamlDocument.read("a: [1, 2\nb: 3\n", findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsExactly("broken-yaml");
        assertThat(findings.list()).extracting(Finding::line).containsExactly(2);
    }

    @Test
    void advisesQuotesWhereAValueBeginsWithASpecialCharacter() {
        for (String value : List.of("> 5", "@devops", "`x`", "%x")) {
            Findings own = new Findings("plan.yaml");
            assertThat(YamlDocument.read("a: " + value + "\n", own)).isEmpty();
            assertThat(own.list()).extracting(Finding::suggestion).allMatch(text -> text.contains("in quotes"));
        }
    }

    @Test
    void refusesATabAsIndentation() {
        assertThat(YamlDocument.read("a:\n\tb: 1\n", findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::line).containsExactly(2);
    }

    @Test
    void refusesASecondDocument() {
        assertThat(YamlDocument.read("a: 1\n---\nb: 2\n", findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::code).containsExactly("broken-yaml");
    }

    @Test
    void saysThatAnEmptyDocumentIsEmpty() {
        assertThat(YamlDocument.read("# nothing but a comment\n", findings)).isEmpty();
        assertThat(findings.list()).extracting(Finding::message).containsExactly("The document is empty.");
    }

    @Test
    void readsTextOfAllScripts() {
        assertThat(entry(read("a: Релиз 🚀\n"), "a").value().described()).isEqualTo("\"Релиз 🚀\"");
    }

    private static Node.Entry entry(Map<String, Node.Entry> entries, String key) {
        return Optional.ofNullable(entries.get(key)).orElseThrow();
    }

    private Map<String, Node.Entry> read(String text) {
        return YamlDocument.read(text, findings)
                .map(node -> ((Node.Mapping) node).entries())
                .orElseThrow();
    }
}
