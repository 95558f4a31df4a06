package dev.belay.notifier.slack.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderingTest {

    @Test
    void makesHarmlessWhatSlackWouldObey() {
        assertThat(Mrkdwn.escape("<!channel> <@U0SOMEBODY> a & b"))
                .isEqualTo("&lt;!channel&gt; &lt;@U0SOMEBODY&gt; a &amp; b");
        assertThat(Mrkdwn.code("./belay approve `x` <!here>")).isEqualTo("`./belay approve 'x' &lt;!here&gt;`");
    }

    @Test
    void leavesWholeWhatFits() {
        assertThat(Mrkdwn.escape("a".repeat(300), 300, "the log")).isEqualTo("a".repeat(300));
    }

    @Test
    void saysWhereTheWholeStandsOfWhatItCuts() {
        assertThat(Mrkdwn.escape("a".repeat(301), 300, "`./belay show d1`"))
                .hasSize(300)
                .endsWith("a… (cut; the whole: `./belay show d1`)");
    }

    @Test
    void cutsBetweenCharactersNotWithinThem() {
        assertThat(Mrkdwn.escape("&".repeat(300), 300, "the log"))
                .hasSizeLessThanOrEqualTo(300)
                .contains("&amp;… (cut");
        assertThat(Mrkdwn.escape("a" + "🚀".repeat(300), 300, "the log"))
                .hasSizeLessThanOrEqualTo(300)
                .contains("🚀… (cut");
    }

    @Test
    void mentionsPeopleAndGroupsByTheirIds() {
        Mentions mentions = new Mentions("S0ONCALL00", Map.of("anna", "U0ANNA0000"));

        assertThat(mentions.of("@anna")).isEqualTo("<@U0ANNA0000>");
        assertThat(mentions.of("U0DIRECT00")).isEqualTo("<@U0DIRECT00>");
        assertThat(mentions.of(null)).isEqualTo("<!subteam^S0ONCALL00>");
        assertThat(mentions.of("<!channel>")).isEqualTo("<!subteam^S0ONCALL00> (owner: &lt;!channel&gt;)");
        assertThat(new Mentions("", Map.of()).of(null)).isEmpty();
    }

    @Test
    void refusesAMentionThatIsNoId() {
        assertThatThrownBy(() -> new Mentions("@devops", Map.of()))
                .hasMessageContaining("\"@devops\"")
                .hasMessageContaining("belay.notifier.slack.mention");
    }
}
