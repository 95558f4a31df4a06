package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.timing.Announcement;
import dev.belay.orchestrator.plan.timing.Cron;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void readsTheWindowAndTheRollback() {
        Timing timing = timing("window: {opens: 02:00, closes: 04:00, zone: Europe/Moscow, days: [TUE, WED]}\n"
                + "rollback: {takes: at most 15m}\n");

        assertThat(timing.window())
                .isEqualTo(new Window(
                        LocalTime.of(2, 0),
                        LocalTime.of(4, 0),
                        ZoneId.of("Europe/Moscow"),
                        EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY)));
        assertThat(timing.rollbackTakes()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void opensEveryDayWhereNoneIsNamedAndTakesTheSymbolToo() {
        Timing timing = timing("window: {opens: 22:00, closes: 02:00, zone: UTC}\nrollback: {takes: \"<= 1h30m\"}\n");

        assertThat(timing.window())
                .isEqualTo(new Window(
                        LocalTime.of(22, 0), LocalTime.of(2, 0), ZoneId.of("UTC"), EnumSet.allOf(DayOfWeek.class)));
        assertThat(timing.rollbackTakes()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void readsWhomToTellBefore() {
        assertThat(timing("announce: {slack: \"#tech-alerts\", mention: \"@devops\", before: 30m}\n")
                        .announcement())
                .isEqualTo(new Announcement("#tech-alerts", "@devops", Duration.ofMinutes(30)));
        assertThat(complaints("announce: {slack: \"#tech-alerts\"}\n"))
                .containsExactly("plan.yaml:1:11: \"before\" is missing in \"announce\" of the plan; expected how long"
                        + " before, such as 30m. Add \"before: ...\".");
    }

    @Test
    void refusesAWindowThatLacksATimeOrItsZone() {
        assertThat(complaints("window: {opens: 2:00, days: TUE}\n"))
                .containsExactly(
                        "plan.yaml:1:9: \"closes\" is missing in \"window\" of the plan; expected a time of day such"
                                + " as 02:00. Add \"closes: ...\".",
                        "plan.yaml:1:9: \"zone\" is missing in \"window\" of the plan; expected a time zone such as"
                                + " Europe/Moscow or UTC. Add \"zone: ...\".",
                        "plan.yaml:1:17: \"opens\" of \"window\" of the plan is \"2:00\"; expected a time of day such as"
                                + " 02:00.");
    }

    @Test
    void namesTheNearestZoneAndDay() {
        assertThat(complaints("window: {opens: 02:00, closes: 04:00, zone: Europe/Moskow, days: [TUES]}\n"))
                .containsExactly(
                        "plan.yaml:1:45: \"zone\" of \"window\" of the plan is \"Europe/Moskow\"; expected a time zone"
                                + " such as Europe/Moscow or UTC. Did you mean \"Europe/Moscow\"?",
                        "plan.yaml:1:67: \"days\" of \"window\" of the plan has \"TUES\"; expected any of MON, TUE, WED,"
                                + " THU, FRI, SAT, SUN. Did you mean \"TUE\"?");
    }

    @Test
    void refusesAWindowThatClosesWhenItOpens() {
        assertThat(complaints("window: {opens: 02:00, closes: 02:00, zone: UTC}\n"))
                .containsExactly(
                        "plan.yaml:1:32: \"closes\" of \"window\" of the plan is \"02:00\"; expected another time"
                                + " than the one at which the window opens.");
    }

    @Test
    void refusesARollbackThatTakesAnythingButAtMost() {
        assertThat(complaints("rollback: {takes: under 15m}\n"))
                .containsExactly("plan.yaml:1:19: \"takes\" of \"rollback\" of the plan is \"under 15m\"; expected \"at"
                        + " most\" and a duration, such as \"at most 15m\".");
    }

    @Test
    void readsWhenItIsCarriedOutAgainAndAgain() {
        assertThat(timing("cron: 0 3 1 * *\n").cron()).isEqualTo(new Cron("0 3 1 * *"));
        assertThat(timing("cron: \"*/15 * * * *\"\n").cron()).isEqualTo(new Cron("*/15 * * * *"));
        assertThat(timing("description: none\n").cron()).isNull();
    }

    @Test
    void refusesACronThatIsNoneOrNeverComes() {
        String expected = "; expected minute, hour, day of the month, month and day of the week, such as \"0 3 1 * *\""
                + " for 03:00 on each first. ";
        assertThat(complaints("cron: monthly\n"))
                .containsExactly("plan.yaml:1:7: \"cron\" of the plan is \"monthly\"" + expected
                        + "Write five fields with spaces between them; * stands for any.");
        assertThat(complaints("cron: 0 0 3 1 * *\n"))
                .containsExactly("plan.yaml:1:7: \"cron\" of the plan is \"0 0 3 1 * *\"" + expected
                        + "Leave out the seconds: a plan begins at a full minute.");
        assertThat(complaints("cron: 0 3 31 2 *\n"))
                .containsExactly("plan.yaml:1:7: \"cron\" of the plan is \"0 3 31 2 *\"" + expected
                        + "Look whether each field is in its range, and whether such a day ever comes.");
    }

    @Test
    void refusesARequirementWithoutARehearsalOrItsAge() {
        assertThat(complaints("requires: [{rehearsal: any}]\n"))
                .containsExactly(
                        "plan.yaml:1:12: \"within\" is missing in item 1 of \"requires\" of the plan; expected how long ago"
                                + " it may have ended, such as 7d. Add \"within: ...\".",
                        "plan.yaml:1:24: \"rehearsal\" of item 1 of \"requires\" of the plan is \"any\"; expected one of"
                                + " same migrations.");
    }

    private static Timing timing(String keys) {
        return PlanTexts.compiled(keys + PlanTexts.withSteps("notify: a"), Map.of())
                .plan()
                .timing();
    }

    private static List<String> complaints(String keys) {
        return PlanTexts.findings(keys + PlanTexts.withSteps("notify: a"), Map.of()).stream()
                .map(Object::toString)
                .toList();
    }
}
