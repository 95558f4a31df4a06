package dev.belay.stack.example;

import dev.belay.cli.text.Amounts;
import dev.belay.examples.production.Example;
import dev.belay.stack.showing.Page;
import dev.belay.stack.showing.Shown;
import dev.belay.stack.state.StateDirectory;
import java.time.Duration;
import java.util.List;

/** The last lines of an example. */
record ExampleClosing(Page page, StateDirectory state, Example example, String plan, List<ExampleAct> acts)
        implements Shown {
    @Override
    public boolean good() {
        return acts.stream().allMatch(ExampleAct::good);
    }

    @Override
    public void verdict(Duration took) {
        page.heading("Verdict after " + Amounts.duration(took));
        acts.forEach(this::judge);
        page.blank();
        page.say(
                good()
                        ? "This was compared in the database, with pg_dump and at the public address, and Belay was not asked."
                        : "This is not as it should be.");
    }

    private void judge(ExampleAct act) {
        String what =
                act.failing() == null ? "The release" : "With \"%s\" failing, the release".formatted(act.failing());
        String how = "%s %s in %s"
                .formatted(
                        what,
                        act.release().status().name().replace('_', ' '),
                        Amounts.duration(act.release().took()));
        if (act.good()) {
            page.good(how + "; all %d comparisons hold".formatted(act.findings().count()));
        } else if (!act.expected().contains(act.release().status())) {
            page.bad(how + ", expected " + act.expected());
        } else {
            page.bad(how
                    + "; %d of %d comparisons do not hold"
                            .formatted(act.findings().wrong(), act.findings().count()));
        }
    }

    @Override
    public void whatNext() {
        page.say("Everything stays as it is. Reports are in " + state.root().resolve("reports")
                + ". To look at it and to try more:");
        page.blank();
        page.command("export BELAY_STATE=" + state);
        page.command("./belay list");
        page.command("./belay show " + acts.get(acts.size() - 1).release().deployment());
        page.command("./belay plan %s -e %s".formatted(example.plan(plan), example.name()));
        page.command("./belay deploy %s -e %s --watch".formatted(example.plan(plan), example.name()));
        page.command("./belay down");
    }
}
