package dev.belay.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackTextTest {

    @Test
    void commandsSlackNothing() {
        assertThat(SlackText.of("<!channel> a & b")).isEqualTo("&lt;!channel&gt; a &amp; b");
    }

    @Test
    void leavesWholeWhatFits() {
        assertThat(SlackText.of("a".repeat(40_000))).hasSize(40_000).endsWith("a");
    }

    @Test
    void cutsBetweenCharactersNotWithinThem() {
        assertThat(SlackText.of("&".repeat(40_000)))
                .hasSizeLessThanOrEqualTo(40_000)
                .endsWith("&amp;…");
        assertThat(SlackText.of("a" + "🚀".repeat(40_000)))
                .hasSizeLessThanOrEqualTo(40_000)
                .endsWith("🚀…");
    }
}
