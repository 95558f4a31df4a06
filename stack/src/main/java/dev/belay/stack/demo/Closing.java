package dev.belay.stack.demo;

import dev.belay.cli.text.Amounts;
import dev.belay.stack.showing.Page;
import dev.belay.stack.showing.Shown;
import dev.belay.stack.state.StateDirectory;
import java.time.Duration;
import java.util.List;

/** The last lines of a demonstration. */
record Closing(Page page, StateDirectory state, DemoStart.Running running, List<Demo.Act> acts) implements Shown {
    @Override
    public boolean good() {
        return acts.stream().allMatch(Demo.Act::good);
    }

    @Override
    public void verdict(Duration took) {
        page.heading("Verdict after " + Amounts.duration(took));
        acts.forEach(this::judge);
        page.blank();
        page.say(
                good()
                        ? "The demonstration has compared this by itself, in the shop's database and at its public address, and has not asked Belay."
                        : "This is not as it should be.");
    }

    private void judge(Demo.Act act) {
        String how = "%s %s in %s"
                .formatted(
                        act.version().tag(),
                        act.release().status().name().replace('_', ' '),
                        Amounts.duration(act.release().took()));
        if (act.good()) {
            page.good(how + "; all %d comparisons hold".formatted(act.findings().count()));
        } else if (act.release().status() != act.expected()) {
            page.bad(how + ", expected " + act.expected().name().replace('_', ' '));
        } else {
            page.bad(how
                    + "; %d of %d comparisons do not hold"
                            .formatted(act.findings().wrong(), act.findings().count()));
        }
    }

    @Override
    public void whatNext() {
        page.say("Everything stays as it is. To look at it and to try more:");
        page.blank();
        page.command("export BELAY_STATE=" + state);
        page.command("./belay list");
        page.command("./belay show " + acts.get(1).release().deployment());
        page.command("curl " + running.shop().publicUrl() + "/api/orders?limit=3");
        page.command("./belay deploy shop-release -e shop-production -p version=v3.0.0 --watch");
        page.command("./belay logs services -f");
        page.command("./belay down");
    }
}
