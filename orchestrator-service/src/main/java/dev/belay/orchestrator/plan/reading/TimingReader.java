package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Durations;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.timing.Announcement;
import dev.belay.orchestrator.plan.timing.Cron;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a plan may change something and how long its rollback may take. */
final class TimingReader {
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern AT_MOST = Pattern.compile("(?:at most\\s|<=)\\s*(\\S+)");
    private static final String TIME_EXPECTED = "a time of day such as 02:00";
    private static final String ZONE_EXPECTED = "a time zone such as Europe/Moscow or UTC";
    private static final String TAKES_EXPECTED = "\"at most\" and a duration, such as \"at most 15m\"";
    private static final String CRON_EXPECTED =
            "minute, hour, day of the month, month and day of the week, such as \"0 3 1 * *\" for 03:00 on each first";
    private static final Map<String, DayOfWeek> DAYS = days();

    private TimingReader() {}

    static Timing read(Section plan) {
        return new Timing(
                plan.inner("window").flatMap(TimingReader::window).orElse(null),
                plan.inner("rollback").flatMap(TimingReader::takes).orElse(null),
                plan.inner("announce").flatMap(TimingReader::announcement).orElse(null),
                cron(plan).orElse(null));
    }

    private static Optional<Window> window(Section window) {
        Optional<LocalTime> opens = time(window, "opens");
        Optional<LocalTime> closes = time(window, "closes");
        Optional<ZoneId> zone = zone(window);
        Set<DayOfWeek> days = new TreeSet<>();
        window.words("days", List.copyOf(DAYS.keySet()))
                .forEach(day -> days.add(DAYS.getOrDefault(day, DayOfWeek.MONDAY)));
        if (days.isEmpty()) {
            days.addAll(EnumSet.allOf(DayOfWeek.class));
        }
        window.finish(Part.WINDOW);
        if (opens.isPresent() && opens.equals(closes)) {
            window.fields()
                    .find("closes")
                    .ifPresent(value -> window.fields()
                            .illFormed(value, "closes", "another time than the one at which the window opens"));
            return Optional.empty();
        }
        return opens.flatMap(from -> closes.flatMap(until -> zone.map(there -> new Window(from, until, there, days))));
    }

    private static Optional<LocalTime> time(Section window, String key) {
        String text = window.requireName(key, TIME, TIME_EXPECTED);
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(text));
    }

    private static Optional<ZoneId> zone(Section window) {
        String text = window.fields().requireText("zone", ZONE_EXPECTED);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            Node value = window.fields().find("zone").orElse(window.fields().node());
            window.report(
                    value,
                    "ill-formed",
                    window.thing("zone") + " is " + value.described() + "; expected " + ZONE_EXPECTED + ".",
                    text,
                    ZONE_EXPECTED,
                    Section.didYouMean(text, List.copyOf(ZoneId.getAvailableZoneIds())));
            return Optional.empty();
        }
    }

    private static Optional<Announcement> announcement(Section announce) {
        String channel = announce.fields().text("slack").orElse(null);
        String mention = announce.fields().text("mention").orElse(null);
        if (!announce.fields().has("before")) {
            announce.fields().missing("before", "how long before, such as 30m");
        }
        Optional<Duration> before = announce.duration("before");
        announce.finish(Part.ANNOUNCE);
        return before.map(early -> new Announcement(channel, mention, early));
    }

    private static Optional<Cron> cron(Section plan) {
        return plan.fields().text("cron").flatMap(text -> {
            Optional<Cron> cron = Cron.read(text);
            if (cron.isEmpty()) {
                Node value = plan.fields().find("cron").orElse(plan.fields().node());
                plan.report(
                        value,
                        "ill-formed",
                        plan.thing("cron") + " is " + value.described() + "; expected " + CRON_EXPECTED + ".",
                        text,
                        CRON_EXPECTED,
                        mend(text));
            }
            return cron;
        });
    }

    private static String mend(String text) {
        int fields = text.strip().split("\\s+").length;
        return fields == 5
                ? "Look whether each field is in its range, and whether such a day ever comes."
                : fields == 6
                        ? "Leave out the seconds: a plan begins at a full minute."
                        : "Write five fields with spaces between them; * stands for any.";
    }

    private static Optional<Duration> takes(Section rollback) {
        String text = rollback.fields().requireText("takes", TAKES_EXPECTED);
        rollback.finish(Part.ROLLBACK);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> takes = Optional.of(AT_MOST.matcher(text))
                .filter(Matcher::matches)
                .flatMap(most -> Durations.parse(most.group(1)))
                .filter(duration -> !duration.isZero());
        if (takes.isEmpty()) {
            rollback.fields()
                    .find("takes")
                    .ifPresent(value -> rollback.fields().illFormed(value, "takes", TAKES_EXPECTED));
        }
        return takes;
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day.name().substring(0, 3), day);
        }
        return days;
    }
}
