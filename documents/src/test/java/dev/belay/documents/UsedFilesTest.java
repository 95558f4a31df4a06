package dev.belay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedFilesTest {
    private static final String PLAN = """
            plan: shop
            phases:
              - phase: verify
                steps:
                  - use: checks/smoke.yaml
                  - together: [{use: b.yml}, {check: a}]
                  - rollout: v2
                    settings: {use: no.yaml}
                  - use: checks/smoke.yaml
            """;

    @TempDir
    private Path directory;

    private final Findings findings = new Findings("plan.yaml");

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(directory.resolve("plans/checks"));
        Files.writeString(directory.resolve("plans/checks/smoke.yaml"), "steps: []");
        Files.writeString(directory.resolve("plans/b.yml"), "steps: [b]");
        Files.writeString(directory.resolve("secret.yaml"), "secret");
    }

    @Test
    void readsEachFileThatThePlanUsesOnce() {
        assertThat(read(PLAN))
                .containsExactly(Map.entry("checks/smoke.yaml", "steps: []"), Map.entry("b.yml", "steps: [b]"));
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void readsNothingForAPlanThatIsNoYaml() {
        assertThat(read("- [")).isEmpty();
    }

    @Test
    void saysWhichFileIsNotThere() {
        assertThat(read("[{use: checks/smok.yaml}]")).isEmpty();
        assertThat(findings.list())
                .extracting(Finding::toString)
                .containsExactly(
                        "plan.yaml:1:8: File \"checks/smok.yaml\", which the plan uses, is not there; expected a"
                                + " file beside the plan or below. Paths count from the directory of the plan.");
    }

    @Test
    void followsNoPathAndNoLinkOutOfThePlansDirectory() throws IOException {
        Files.createSymbolicLink(directory.resolve("plans/link.yaml"), directory.resolve("secret.yaml"));

        assertThat(read("[{use: ../secret.yaml}, {use: link.yaml}]")).isEmpty();
        assertThat(findings.list())
                .extracting(Finding::toString)
                .containsExactly(
                        "plan.yaml:1:31: File \"link.yaml\", which the plan uses, is a link that leads out of the"
                                + " plan's directory; expected a file beside the plan or below.");
    }

    @Test
    void refusesAFileThatIsTooLargeOrNoText() throws IOException {
        Files.writeString(directory.resolve("plans/large.yaml"), "x".repeat(UsedFiles.LARGEST + 1));
        Files.write(directory.resolve("plans/binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(read("[{use: large.yaml}, {use: binary.yaml}]")).isEmpty();
        assertThat(findings.list())
                .extracting(Finding::message)
                .containsExactly(
                        "File \"large.yaml\", which the plan uses, has 100001 bytes; expected at most 100000 bytes.",
                        "File \"binary.yaml\", which the plan uses, is no text in UTF-8; expected a text file in UTF-8.");
    }

    @Test
    void refusesMoreFilesThanAnybodyReads() throws IOException {
        StringBuilder plan = new StringBuilder();
        for (int number = 0; number <= UsedFiles.MOST; number++) {
            Files.writeString(directory.resolve("plans/f" + number + ".yaml"), "");
            plan.append("- use: f").append(number).append(".yaml\n");
        }

        read(plan.toString());

        assertThat(findings.list())
                .extracting(Finding::message)
                .containsExactly("The plan uses 21 files; expected at most 20.");
    }

    private Map<String, String> read(String plan) {
        return UsedFiles.read(directory.resolve("plans"), plan, findings);
    }
}
