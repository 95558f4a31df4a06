package dev.belay.stack.demo;

import dev.belay.cli.text.Amounts;
import dev.belay.stack.state.StateDirectory;
import java.time.Duration;

/** The last lines of a demonstration. */
record Closing(Page page, StateDirectory state, Demo.Outcome outcome) {

    void verdict(Duration took) {
        page.heading("Verdict after " + Amounts.duration(took));
        outcome.acts().forEach(this::judge);
        page.blank();
        page.say(
                outcome.good()
                        ? "The demonstration has compared this by itself, in the shop's database and at its public address, and has not asked Belay."
                        : "This is not as it should be.");
    }

    private void judge(Demo.Act act) {
        String how = "%s %s in %s"
                .formatted(
                        act.version().tag(),
                        act.release().status().name().replace('_', ' '),
                        Amounts.duration(act.took()));
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

    void whatNext() {
        page.say("Everything stays as it is. To look at it and to try more:");
        page.blank();
        page.command("export BELAY_STATE=" + state);
        page.command("./belay list");
        page.command("./belay show " + outcome.acts().get(1).release().deployment());
        page.command("curl " + outcome.running().shop().publicUrl() + "/api/orders?limit=3");
        page.command("./belay deploy shop-release -e shop-production -p version=v3.0.0 --watch");
        page.command("./belay logs services -f");
        page.command("./belay down");
    }
}
