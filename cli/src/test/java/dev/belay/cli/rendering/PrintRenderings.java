package dev.belay.cli.rendering;

import dev.belay.cli.testing.*;
import dev.belay.cli.text.*;
import dev.belay.cli.timeline.Timeline;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class PrintRenderings {
    @Test
    void print() throws Exception {
        StringBuilder all = new StringBuilder();
        for (var e : Map.of(
                        "success",
                        Scripts.success(),
                        "rolledback",
                        Scripts.rolledBack(),
                        "waiting",
                        Scripts.waiting().events(),
                        "undofailed",
                        Scripts.undoFailed().events(),
                        "rollingback",
                        Scripts.rollingBack().events(),
                        "rollbackfailed",
                        Scripts.rollbackFailed(),
                        "cancelled",
                        Scripts.cancelled())
                .entrySet()) {
            Instant end = e.getValue().get(e.getValue().size() - 1).at().plusSeconds(7);
            Clock clock = Clock.fixed(end, ZoneId.of("Europe/Moscow"));
            all.append("\n######## " + e.getKey() + " picture\n");
            Timeline t = new Timeline(Script.ID);
            e.getValue().forEach(t::add);
            new TimelinePicture(new Look(100, Glyphs.UNICODE, Look.Palette.PLAIN), clock)
                    .of(t)
                    .forEach(l -> all.append(l).append("\n"));
            all.append("\n######## " + e.getKey() + " screen\n");
            FakeScreen s = new FakeScreen(100);
            TimelineScreen v = new TimelineScreen(
                    new Timeline(Script.ID), s, new Look(100, Glyphs.UNICODE, Look.Palette.PLAIN), clock);
            e.getValue().forEach(v::event);
            v.draw();
            all.append(s.text()).append("\n");
            all.append("\n######## " + e.getKey() + " plain\n");
            PlainTimeline p = new PlainTimeline(
                    new Timeline(Script.ID), l -> all.append(l).append("\n"), clock);
            e.getValue().forEach(p::event);
            p.close();
        }
        Files.writeString(Path.of("target/renderings.txt"), all);
    }
}
