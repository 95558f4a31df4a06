package dev.belay.stack.demo;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.api.request.ReportFormat;
import dev.belay.cli.text.Amounts;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.examples.shop.ShopProduction;
import dev.belay.examples.shop.ShopVersion;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Page;
import dev.belay.stack.showing.PageStart;
import dev.belay.stack.showing.Releases;
import dev.belay.stack.showing.Replies;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.state.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Two releases of the shop, one that succeeds and one that is taken back, each judged from outside. */
final class Demo {
    private final BelayCommand belay;
    private final ShowState state;
    private final Page page;
    private final Interruption interruption;

    Demo(BelayCommand belay, ShowState state, Page page, Interruption interruption) {
        this.belay = belay;
        this.state = state;
        this.page = page;
        this.interruption = interruption;
    }

    /** What a release was to show, how it ended, and what was found afterwards. */
    record Act(ShopVersion version, DeploymentStatus expected, Releases.Ended release, Findings findings) {
        boolean good() {
            return release.status() == expected && findings.good();
        }
    }

    Closing run() {
        page.heading("Belay and a shop come up");
        DemoStart.Running running = new DemoStart(state, new PageStart(page)).run();
        Releases releases =
                new Releases(belay, running.stack(), new Tokens(state.directory()), "shop-production", interruption);
        releases.awaitValid(order(running.shop(), ShopVersion.V2, ""));
        Act second = second(running.shop(), releases);
        Act third = third(running.shop(), releases);
        List<Act> acts = List.of(second, third);
        for (Act act : acts) {
            page.heading("Report of " + act.version().tag());
            page.verbatim(releases.report(act.release().deployment(), ReportFormat.MD));
        }
        return new Closing(page, state.directory(), running, acts);
    }

    private Act second(ShopProduction shop, Releases releases) {
        Seen before = Seen.now(shop);
        introduce(shop, before);
        page.heading("Release 1 of 2: v2.0.0, which is well made");
        page.say(
                "It brings a column with a value for each of %s orders, and an index. The user operator starts it; the demonstration approves it as another user, release-manager."
                        .formatted(Amounts.of(before.orders().count(), "")));
        page.blank();
        Run run = run(shop, releases, ShopVersion.V2, "Orders know their channel");
        Seen after = Seen.now(shop);
        long wrongChannels = after.version().equals(ShopVersion.V2.tag()) ? OrderColumns.wrongChannels(shop) : 0;
        Findings findings = new Comparison(before, after).broughtV2(wrongChannels);
        run.customer().judge(findings);
        return judged(new Act(ShopVersion.V2, DeploymentStatus.SUCCEEDED, run.ended(), findings));
    }

    private Act third(ShopProduction shop, Releases releases) {
        Seen before = Seen.now(shop);
        page.heading("Release 2 of 2: v3.0.0, which breaks production");
        page.say(
                "v3.0.0 has a mistake of the kind that passes review: its statistics ask for a column by another name than its migration gives. The service starts and says that it is well; only the smoke test after the release finds out.");
        page.blank();
        Run run = run(shop, releases, ShopVersion.V3, "Discounts on products");
        Findings findings = new Comparison(before, Seen.now(shop)).unchanged();
        run.customer().judge(findings);
        return judged(new Act(ShopVersion.V3, DeploymentStatus.ROLLED_BACK, run.ended(), findings));
    }

    private record Run(Releases.Ended ended, Customer customer) {}

    private static Run run(ShopProduction shop, Releases releases, ShopVersion version, String comment) {
        try (Customer customer = new Customer(shop.publicUrl())) {
            return new Run(releases.release(order(shop, version, comment), Replies.approving()), customer);
        }
    }

    private Act judged(Act act) {
        page.blank();
        page.say("Looked at from outside, without asking Belay:");
        act.findings().print(page);
        return act;
    }

    private void introduce(ShopProduction shop, Seen seen) {
        page.blank();
        page.fact("shop", shop.publicUrl() + "/api/orders?limit=3");
        page.fact("version", seen.version());
        page.fact(
                "database",
                "%s orders, %s rows in all, on a PostgreSQL of its own"
                        .formatted(Amounts.of(seen.orders().count(), ""), Amounts.of(seen.rows(), "")));
        page.fact(
                "environment",
                state.directory().environments().resolve("shop-production.yaml").toString());
        page.fact("plan", state.directory().plans().resolve("shop-release.yaml").toString());
    }

    private static Releases.Order order(ShopProduction shop, ShopVersion version, String comment) {
        return new Releases.Order(plan(shop), Map.of(), Map.of("version", version.tag()), comment);
    }

    private static String plan(ShopProduction shop) {
        try {
            return Files.readString(shop.releasePlan());
        } catch (IOException e) {
            throw new StackFailed("%s cannot be read: %s".formatted(shop.releasePlan(), e.getMessage()), e);
        }
    }
}
